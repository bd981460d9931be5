package dev.socketio.server;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A way to send events to one client, with its settings. Immutable: each setting gives a new
 * emitter, so it can be kept and shared.
 *
 * <p>Threading: safe for use by any thread; nothing here blocks.
 */
public interface SocketEmitter {

  /**
   * Sends an event.
   *
   * @param event name; the reserved ones (connect, connect_error, disconnect, disconnecting,
   *     newListener, removeListener) are refused
   * @param arguments any of: {@code null}, strings, numbers, booleans, enums, {@code byte[]} and
   *     {@code ByteBuffer} (sent as binary), {@code JsonValue}, maps, collections, arrays, {@code
   *     Optional}, records; anything else needs JSON-B in the application. NaN and infinities
   *     become null. A JavaScript client rounds integers beyond 2^53: send those as strings.
   * @return {@code false} if the socket is not connected: nothing was sent
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  boolean emit(String event, @Nullable Object... arguments);

  /**
   * Sends an event and waits, without a thread, for the client's answer. Without a {@link #timeout}
   * it waits as long as the socket is connected, and a client may never answer: where that matters,
   * write {@code socket.timeout(limit).emitWithAck(…)}.
   *
   * <p>What is attached to the stage runs on the handler executor, and a handler may block on it,
   * or on what is made from it. What is attached to a combination, by {@code
   * CompletableFuture.allOf} or {@code anyOf}, may run on the container's thread that brought the
   * answer: it must not block, or its method's name must end in {@code Async}.
   *
   * @param event name, as with {@link #emit}
   * @param arguments as with {@link #emit}
   * @return the answer's arguments; fails with {@link AckTimeoutException} after the {@link
   *     #timeout}, if there is one, and with {@link DisconnectedException} if the socket
   *     disconnects first
   * @throws ArgumentException if the name is reserved or an argument cannot be written
   */
  CompletionStage<Arguments> emitWithAck(String event, @Nullable Object... arguments);

  /**
   * {@return the same with a limit for answers}
   *
   * @param limit positive; what is more than a hundred years counts as that
   */
  SocketEmitter timeout(Duration limit);

  /**
   * {@return the same, dropping events that cannot leave at once (the reference's {@code
   * volatile})}
   */
  SocketEmitter asVolatile();
}
