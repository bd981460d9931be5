package dev.socketio.engine.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.RejectedExecutionException;

/**
 * A WebSocket without a container. Two sends at once, or one after the close, make {@link #sent}
 * fail, since some containers refuse them.
 *
 * <p>Threading: safe for use by any thread.
 */
public final class FakeWebSocketChannel implements WebSocketChannel {
  private final List<String> sent = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Deque<HttpExchange.Completion> underWay = new ArrayDeque<>();
  private boolean slow;
  private boolean broken;
  private boolean failsToClose;
  private OptionalInt closeCode = OptionalInt.empty();

  /** From now on sends do not end before {@link #sendEnds} or {@link #sendFails}. */
  public synchronized FakeWebSocketChannel slow() {
    slow = true;
    return this;
  }

  /** From now on sends end at once again. */
  public synchronized FakeWebSocketChannel fast() {
    slow = false;
    return this;
  }

  /** From now on sends fail. */
  public synchronized FakeWebSocketChannel broken() {
    broken = true;
    return this;
  }

  /** From now on the close fails, although no method of a channel should throw. */
  public synchronized FakeWebSocketChannel failsToClose() {
    failsToClose = true;
    return this;
  }

  /** The send under way ends well. */
  public void sendEnds() {
    next().completed(null);
  }

  /** The send under way fails. */
  public void sendFails() {
    next().completed(new IOException("connection reset"));
  }

  private synchronized HttpExchange.Completion next() {
    return underWay.remove();
  }

  /** Text messages as they are, binary ones as {@code hex:} and hexadecimal digits. */
  public synchronized List<String> sent() {
    assertThat(faults).isEmpty();
    return List.copyOf(sent);
  }

  /** The close code this side sent; empty while it has not closed. */
  public synchronized OptionalInt closeCode() {
    return closeCode;
  }

  @Override
  public void sendText(String text, HttpExchange.Completion done) {
    send(text, done);
  }

  @Override
  public void sendBinary(ByteBuffer data, HttpExchange.Completion done) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    send("hex:" + HexFormat.of().formatHex(bytes), done);
  }

  private void send(String message, HttpExchange.Completion done) {
    boolean fails;
    synchronized (this) {
      if (!underWay.isEmpty()) {
        faults.add("sent while another send was under way: " + message);
      }
      if (closeCode.isPresent()) {
        faults.add("sent after the close: " + message);
      }
      fails = broken;
      if (!fails) {
        sent.add(message);
      }
      if (slow) {
        underWay.add(done);
        return;
      }
    }
    done.completed(fails ? new IOException("connection reset") : null);
  }

  @Override
  public synchronized void close(int code, String reason) {
    if (closeCode.isEmpty()) {
      closeCode = OptionalInt.of(code);
    }
    if (failsToClose) {
      throw new RejectedExecutionException("stopping");
    }
  }
}
