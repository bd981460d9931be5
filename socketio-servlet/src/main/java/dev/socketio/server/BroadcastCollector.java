package dev.socketio.server;

import dev.socketio.concurrent.Cancellable;
import dev.socketio.concurrent.HandlerFuture;
import dev.socketio.server.adapter.BroadcastAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answers to one broadcast until all that are expected are there, or time is up. How
 * many are expected is known when as many servers as there are have reported their clients.
 *
 * <p>Threading: safe for use by any thread. What has come is decided upon under the lock, and told
 * outside of it.
 */
final class BroadcastCollector implements BroadcastAnswers {
  private static final int UNKNOWN = -1;

  private final ServerTools tools;
  private final String event;
  private final Duration limit;
  private final Cancellable clock;
  private final HandlerFuture<List<Arguments>> result;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Arguments> answers = new ArrayList<>();
  private int servers = UNKNOWN;
  private int reported;
  private int clients;
  private boolean over;

  BroadcastCollector(ServerTools tools, String event, Duration limit) {
    this.tools = tools;
    this.event = event;
    this.limit = limit;
    this.result = tools.future();
    this.clock = tools.timer().schedule(limit, this::timedOut);
    // The application may complete it, too.
    result.onSettled(this::settled);
  }

  private void settled() {
    lock.lock();
    try {
      over = true;
    } finally {
      lock.unlock();
    }
    clock.cancel();
  }

  @Override
  public void onOver(Runnable action) {
    result.onSettled(action);
  }

  HandlerFuture<List<Arguments>> result() {
    return result;
  }

  void expectServers(int count) {
    change(() -> servers = count);
  }

  @Override
  public void expect(int count) {
    change(
        () -> {
          reported++;
          clients += count;
        });
  }

  @Override
  public void answer(List<@Nullable Object> arguments) {
    change(() -> answers.add(new EventArguments(tools.json(), arguments)));
  }

  private void change(Runnable update) {
    List<Arguments> all;
    lock.lock();
    try {
      if (over) {
        return;
      }
      update.run();
      if (reported != servers || answers.size() < clients) {
        return;
      }
      over = true;
      all = List.copyOf(answers);
    } finally {
      lock.unlock();
    }
    result.complete(all);
  }

  private void timedOut() {
    BroadcastTimeoutException failure;
    lock.lock();
    try {
      if (over) {
        return;
      }
      over = true;
      failure =
          new BroadcastTimeoutException(
              "\""
                  + event
                  + "\" was answered by "
                  + answers.size()
                  + " of "
                  + clients
                  + " clients within "
                  + limit.toMillis()
                  + " ms",
              answers);
    } finally {
      lock.unlock();
    }
    tools.fail(result, failure);
  }
}
