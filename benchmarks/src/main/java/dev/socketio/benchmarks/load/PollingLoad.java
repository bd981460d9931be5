package dev.socketio.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Long-polling sessions, each with one GET and one POST under way at the same time: the POST
 * carries a message, the GET brings it back. One message of the result is one such pair.
 */
public final class PollingLoad extends Load<PollingLoad.Session> {
  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");
  private static final byte SEPARATOR = 0x1E;
  private static final byte ENGINE_PING = '2';
  private static final String ENGINE_PONG = "3";
  private static final String ENGINE_CLOSE = "1";

  private final String message;
  private final ByteBuffer expected;
  private int underWay;

  private PollingLoad(Target target, int sessions, int bytes) throws IOException {
    super(target, sessions);
    this.message = Dialect.message("echo", bytes);
    this.expected = ByteBuffer.wrap(message.getBytes(UTF_8));
  }

  /**
   * Runs it.
   *
   * @param target server
   * @param sessions number of sessions
   * @param bytes size of a message
   * @param pace times
   * @return what was seen
   * @throws IOException if the connections cannot be made
   */
  public static LoadResult run(Target target, int sessions, int bytes, Pace pace)
      throws IOException {
    try (PollingLoad load = new PollingLoad(target, sessions, bytes)) {
      return load.run(pace);
    }
  }

  @Override
  Session open(int index) throws IOException {
    Session session = new Session(index);
    session.connect();
    return session;
  }

  @Override
  void start() throws IOException {
    for (Session session : connections()) {
      session.exchange();
    }
  }

  @Override
  boolean isQuiet() {
    return underWay == 0;
  }

  @Override
  void leave(Session session) throws IOException {
    session.leave();
  }

  @Override
  boolean hasLeft(Session session) {
    return session.left;
  }

  /** One of the sessions. */
  final class Session {
    private final int index;
    private final HttpConnection gets = new HttpConnection(loop(), meter());
    private final HttpConnection posts = new HttpConnection(loop(), meter());
    private ByteBuffer get = ByteBuffer.allocate(0);
    private ByteBuffer post = get;
    private String path = "";
    private long began;
    private boolean echoed;
    private boolean posted;
    private boolean pongDue;
    private boolean left;

    Session(int index) throws IOException {
      this.index = index;
    }

    void connect() throws IOException {
      gets.connect(target().address());
      posts.connect(target().address());
      if (target().dialect() == Dialect.RAW) {
        prepare("raw-" + index);
        gets.send(HttpConnection.get("/raw/poll"), body -> meter().ready());
      } else {
        gets.send(HttpConnection.get(Dialect.SOCKET_IO.pollPath("")), this::onOpened);
      }
    }

    private void onOpened(ByteBuffer body) throws IOException {
      Matcher sid = SID.matcher(HttpConnection.text(body));
      if (!sid.find()) {
        throw new IOException("no sid in " + HttpConnection.text(body));
      }
      prepare(sid.group(1));
      posts.send(HttpConnection.post(path, "40"), ok -> gets.send(get.rewind(), this::onJoined));
    }

    private void onJoined(ByteBuffer body) throws IOException {
      String packet = HttpConnection.text(body);
      if (!packet.startsWith("40{")) {
        throw new IOException("unexpected packet " + packet);
      }
      meter().ready();
    }

    private void prepare(String sid) {
      path = target().dialect().pollPath(sid);
      get = HttpConnection.get(path);
      post = HttpConnection.post(path, message);
    }

    void exchange() throws IOException {
      underWay++;
      began = meter().now();
      echoed = false;
      posted = false;
      gets.send(get.rewind(), this::onPolled);
      if (pongDue) {
        pongDue = false;
        posts.send(
            HttpConnection.post(path, ENGINE_PONG + (char) SEPARATOR + message), this::onPosted);
      } else {
        posts.send(post.rewind(), this::onPosted);
      }
    }

    private void onPosted(ByteBuffer body) throws IOException {
      posted = true;
      endIfComplete();
    }

    private void onPolled(ByteBuffer body) throws IOException {
      if (expected.equals(body)) {
        echoed = true;
      } else {
        severalPackets(body);
      }
      if (echoed) {
        endIfComplete();
      } else {
        gets.send(get.rewind(), this::onPolled);
      }
    }

    private void severalPackets(ByteBuffer body) {
      for (String packet : HttpConnection.text(body).split(String.valueOf((char) SEPARATOR), -1)) {
        if (packet.length() == 1 && packet.charAt(0) == ENGINE_PING) {
          pongDue = true;
        } else if (packet.equals(message) && !echoed) {
          echoed = true;
        } else {
          meter().error("unexpected packet " + packet);
        }
      }
    }

    private void endIfComplete() throws IOException {
      if (echoed && posted) {
        meter().count(index, began);
        underWay--;
        if (!meter().draining()) {
          exchange();
        }
      }
    }

    void leave() throws IOException {
      gets.leave();
      posts.leave();
      posts.send(HttpConnection.post(path, ENGINE_CLOSE), ok -> left = true);
    }
  }
}
