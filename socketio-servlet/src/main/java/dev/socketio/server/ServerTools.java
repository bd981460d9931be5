package dev.socketio.server;

import dev.socketio.concurrent.HandlerFuture;
import dev.socketio.concurrent.TaskTimer;
import dev.socketio.concurrent.UnstarvedExecutor;
import dev.socketio.json.JsonCodec;
import dev.socketio.server.packet.PacketEncoder;
import dev.socketio.server.packet.PayloadReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one server share.
 *
 * <p>Threading: immutable, safe for use by any thread.
 *
 * @param options how the server behaves
 * @param json reads and writes payloads
 * @param encoder writes packets
 * @param reader reads packets
 * @param timer the clock
 * @param executor where application code runs
 * @param followers where application code runs that follows an answer: on the executor, or
 *     elsewhere when handlers have taken all of its threads
 * @param background where work goes that must hold up neither a caller nor a handler, and that
 *     never blocks
 * @param failures where its exceptions go
 * @param ids makes ids for sockets
 */
record ServerTools(
    SocketIoOptions options,
    JsonCodec json,
    PacketEncoder encoder,
    PayloadReader reader,
    TaskTimer timer,
    Executor executor,
    UnstarvedExecutor followers,
    Executor background,
    Failures failures,
    SocketIds ids) {
  private static final Logger LOGGER = System.getLogger(ServerTools.class.getName());

  ServerTools(
      SocketIoOptions options,
      JsonCodec json,
      TaskTimer timer,
      Executor executor,
      Executor background,
      Executor spares) {
    this(
        options,
        json,
        new PacketEncoder(json),
        new PayloadReader(json),
        timer,
        executor,
        new UnstarvedExecutor(task -> runOn(executor, task), timer, spares),
        background,
        new Failures(),
        new SocketIds());
  }

  /**
   * Runs something of the application outside any client's lane. An executor refuses only once the
   * server is closed; then the calling thread does it, so that nothing gets lost.
   */
  void run(Runnable task) {
    runOn(executor, task);
  }

  /** {@return a future that an application may block on, in a handler too} */
  <T extends @Nullable Object> HandlerFuture<T> future() {
    return new HandlerFuture<>(followers);
  }

  /**
   * Fails a future without holding up the caller, and where the application may hang on to it: with
   * direct dispatch in the background, otherwise on the handler executor.
   */
  void fail(HandlerFuture<?> future, Exception failure) {
    runInBackground(() -> future.fail(failure));
  }

  /** Does what never blocks without holding up the caller. */
  void runInBackground(Runnable task) {
    runOn(background, task);
  }

  private static void runOn(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RuntimeException | Error refused) {
      LOGGER.log(
          Level.DEBUG, "The executor takes no more work; the calling thread does it", refused);
      task.run();
    }
  }
}
