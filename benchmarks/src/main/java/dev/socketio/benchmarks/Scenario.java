package dev.socketio.benchmarks;

import dev.socketio.benchmarks.load.BroadcastLoad;
import dev.socketio.benchmarks.load.EchoLoad;
import dev.socketio.benchmarks.load.LoadResult;
import dev.socketio.benchmarks.load.Pace;
import dev.socketio.benchmarks.load.PollingLoad;
import dev.socketio.benchmarks.load.Target;
import java.io.IOException;

/** A load with its numbers. */
sealed interface Scenario {

  /** {@return name by which it is chosen} */
  String name();

  /** {@return line for the report} */
  String title();

  /**
   * Runs it once against one server.
   *
   * @throws IOException if the server cannot be reached
   */
  LoadResult run(Target target, Pace pace) throws IOException;

  /** Events that come back, over WebSocket. */
  record Echo(int connections, int depth, int bytes) implements Scenario {
    @Override
    public String name() {
      return "echo-" + connections + "-" + depth + "-" + bytes;
    }

    @Override
    public String title() {
      return "echo, %d connections, %d in flight, %d B".formatted(connections, depth, bytes);
    }

    @Override
    public LoadResult run(Target target, Pace pace) throws IOException {
      return EchoLoad.run(target, connections, depth, bytes, pace);
    }
  }

  /** Events to everybody, over WebSocket; one message is one delivery. */
  record Broadcast(int receivers, int underWay, int bytes) implements Scenario {
    @Override
    public String name() {
      return "broadcast-" + receivers + "-" + underWay + "-" + bytes;
    }

    @Override
    public String title() {
      return "broadcast to %d, %d under way, %d B".formatted(receivers, underWay, bytes);
    }

    @Override
    public LoadResult run(Target target, Pace pace) throws IOException {
      return BroadcastLoad.run(target, receivers, underWay, bytes, pace);
    }
  }

  /** Events that come back, over long-polling; one message is two requests. */
  record Polling(int sessions, int bytes) implements Scenario {
    @Override
    public String name() {
      return "polling-" + sessions + "-" + bytes;
    }

    @Override
    public String title() {
      return "long-polling echo, %d sessions, %d B".formatted(sessions, bytes);
    }

    @Override
    public LoadResult run(Target target, Pace pace) throws IOException {
      return PollingLoad.run(target, sessions, bytes, pace);
    }
  }
}
