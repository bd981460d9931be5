package dev.socketio.it.servlet;

import dev.socketio.engine.transport.HttpExchange;
import dev.socketio.engine.transport.HttpExchange.BodyReceiver;
import dev.socketio.engine.transport.HttpExchange.Completion;
import dev.socketio.it.wire.Patience;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Reads the body of every request and answers 200 or 413, or nothing to a body that failed. */
final class RecordedBody implements Consumer<HttpExchange> {

  static final int LIMIT = 100_000;

  final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

  String await() {
    return Patience.take("the end of a body", outcomes);
  }

  @Override
  public void accept(HttpExchange exchange) {
    exchange.readBody(
        LIMIT,
        new BodyReceiver() {
          @Override
          public void onBody(byte[] body) {
            outcomes.add("body " + new String(body, StandardCharsets.UTF_8));
            exchange.respond(Replies.text("ok"), Completion.IGNORED);
          }

          @Override
          public void onTooLarge() {
            outcomes.add("too large");
            exchange.respond(Replies.status(413), Completion.IGNORED);
          }

          @Override
          public void onFailure(Throwable cause) {
            outcomes.add("failure");
          }
        });
  }
}
