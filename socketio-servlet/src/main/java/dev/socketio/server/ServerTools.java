package dev.socketio.server;

import dev.socketio.concurrent.TaskTimer;
import dev.socketio.json.JsonCodec;
import dev.socketio.server.packet.PacketEncoder;
import dev.socketio.server.packet.PayloadReader;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

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
    Executor background,
    Failures failures,
    SocketIds ids) {

  ServerTools(
      SocketIoOptions options,
      JsonCodec json,
      TaskTimer timer,
      Executor executor,
      Executor background) {
    this(
        options,
        json,
        new PacketEncoder(json),
        new PayloadReader(json),
        timer,
        executor,
        background,
        new Failures(),
        new SocketIds());
  }

  /**
   * Runs something of the application outside any client's lane. Where the executor takes no more,
   * the calling thread does it: an answer that is waited for must not get lost.
   */
  void run(Runnable task) {
    runOn(executor, task);
  }

  /** Writes to clients without holding up whoever has sent. */
  void runInBackground(Runnable task) {
    runOn(background, task);
  }

  private static void runOn(Executor executor, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException refused) {
      task.run();
    }
  }
}
