package dev.socketio.cors.doctor.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * Reads from a socket until a moment in time, however often bytes trickle in.
 *
 * <p>Threading: for use by one thread.
 */
final class TimedInput extends InputStream {

  private final Socket socket;
  private final InputStream in;
  private long deadline;

  TimedInput(Socket socket, Duration timeout) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    restart(timeout);
  }

  /** Gives time anew. */
  void restart(Duration timeout) {
    deadline = System.nanoTime() + timeout.toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new SocketTimeoutException("no time left");
    }
    socket.setSoTimeout(Math.toIntExact(Math.min(left, Integer.MAX_VALUE)));
    return in.read(bytes, offset, length);
  }
}
