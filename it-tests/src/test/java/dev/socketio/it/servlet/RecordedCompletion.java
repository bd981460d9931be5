package dev.socketio.it.servlet;

import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.it.wire.Patience;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Remembers how writes ended. */
final class RecordedCompletion implements Completion {

  final BlockingQueue<Optional<Throwable>> outcomes = new LinkedBlockingQueue<>();

  @Override
  public void completed(@Nullable Throwable failure) {
    outcomes.add(Optional.ofNullable(failure));
  }

  Optional<Throwable> await() {
    return Patience.take("the end of a write", outcomes);
  }
}
