package dev.socketio.benchmarks.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of a load: keeps what could not be written, and the beginning of what has not
 * come whole.
 *
 * <p>Threading: for the thread that turns the {@link LoadLoop}.
 */
abstract class Connection {
  private static final byte[] NOTHING = {};

  private final SocketChannel channel;
  private final SelectionKey key;
  private byte[] rest = NOTHING;
  private @Nullable ByteBuffer unsent;
  private boolean closed;

  Connection(LoadLoop loop) throws IOException {
    this.channel = SocketChannel.open();
    this.key = loop.register(channel, this);
  }

  /** Begins to connect. */
  final void connect(SocketAddress server) throws IOException {
    if (channel.connect(server)) {
      connected();
    }
  }

  /** The connection is there. */
  abstract void onConnected() throws IOException;

  /**
   * Bytes have come.
   *
   * @param input what is there; what the connection leaves in it comes again, in front of the next
   *     bytes
   */
  abstract void onInput(ByteBuffer input) throws IOException;

  /**
   * The connection is gone.
   *
   * @param why what is known
   */
  abstract void onLost(String why);

  /** Does what the selector found possible. */
  final void ready(ByteBuffer buffer) {
    if (closed) {
      return;
    }
    try {
      if (key.isConnectable()) {
        channel.finishConnect();
        connected();
      } else if (key.isReadable()) {
        read(buffer);
      }
      if (!closed && key.isWritable()) {
        writeUnsent();
      }
    } catch (IOException failure) {
      lose(failure.toString());
    }
  }

  /**
   * Writes the remaining bytes; those that do not fit into the socket now are copied and follow
   * later.
   */
  final void write(ByteBuffer bytes) throws IOException {
    if (closed) {
      return;
    }
    ByteBuffer waiting = unsent;
    if (waiting == null) {
      channel.write(bytes);
      if (bytes.hasRemaining()) {
        unsent = copy(NOTHING, bytes);
        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
      }
    } else {
      byte[] earlier = new byte[waiting.remaining()];
      waiting.get(earlier);
      unsent = copy(earlier, bytes);
    }
  }

  /** Closes the socket. */
  final void close() {
    closed = true;
    try {
      channel.close();
    } catch (IOException failure) {
      onLost("could not be closed: " + failure);
    }
  }

  final boolean isClosed() {
    return closed;
  }

  private void connected() throws IOException {
    key.interestOps(SelectionKey.OP_READ);
    onConnected();
  }

  private void read(ByteBuffer buffer) throws IOException {
    buffer.clear().put(rest);
    int count = channel.read(buffer);
    if (count < 0) {
      lose("closed by the server");
      return;
    }
    buffer.flip();
    onInput(buffer);
    if (!buffer.hasRemaining()) {
      rest = NOTHING;
    } else if (buffer.remaining() == buffer.capacity()) {
      lose("an answer of more than " + buffer.capacity() + " bytes");
    } else {
      rest = new byte[buffer.remaining()];
      buffer.get(rest);
    }
  }

  private void writeUnsent() throws IOException {
    ByteBuffer waiting = unsent;
    if (waiting != null) {
      channel.write(waiting);
      if (waiting.hasRemaining()) {
        return;
      }
    }
    unsent = null;
    key.interestOps(SelectionKey.OP_READ);
  }

  private void lose(String why) {
    if (!closed) {
      close();
      onLost(why);
    }
  }

  private static ByteBuffer copy(byte[] first, ByteBuffer second) {
    return ByteBuffer.allocate(first.length + second.remaining()).put(first).put(second).flip();
  }
}
