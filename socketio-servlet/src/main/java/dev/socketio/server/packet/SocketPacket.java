package dev.socketio.server.packet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A packet from a client, read: a closed family of immutable values. JSON shows as the plain values
 * of {@link dev.socketio.json.JsonCodec}.
 */
public sealed interface SocketPacket {

  /** Stands for the acknowledgement id of a packet that has none. */
  long NO_ID = -1;

  /**
   * Greatest acknowledgement id that a client can mean: beyond it JavaScript's integers are not
   * exact any more.
   */
  long MAX_ID = (1L << 53) - 1;

  /** {@return name of the namespace, starting with a slash} */
  String namespace();

  /**
   * Type 0: the client wants to join a namespace.
   *
   * @param namespace name of the namespace
   * @param auth what the client says about itself, empty if nothing
   */
  record Connect(String namespace, Map<String, @Nullable Object> auth) implements SocketPacket {}

  /**
   * Type 1: the client leaves a namespace.
   *
   * @param namespace name of the namespace
   */
  record Disconnect(String namespace) implements SocketPacket {}

  /**
   * Types 2 and 5: an event.
   *
   * @param namespace name of the namespace
   * @param id under which the client awaits an answer, or {@link #NO_ID}
   * @param name name of the event
   * @param arguments what follows the name
   */
  record Event(String namespace, long id, String name, List<@Nullable Object> arguments)
      implements SocketPacket {}

  /**
   * Types 3 and 6: the answer to an event of ours.
   *
   * @param namespace name of the namespace
   * @param id of the event, or {@link #NO_ID} if the client left it out
   * @param arguments the answer
   */
  record Ack(String namespace, long id, List<@Nullable Object> arguments) implements SocketPacket {}

  /**
   * Type 4: only servers send it, so whatever it says it breaks the rules.
   *
   * @param namespace name of the namespace
   */
  record ConnectError(String namespace) implements SocketPacket {}

  /**
   * An event without payload. The protocol document forbids it, the reference lets it pass without
   * effect, and so do we.
   *
   * @param namespace name of the namespace
   */
  record Blank(String namespace) implements SocketPacket {}
}
