package dev.socketio.benchmarks.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Long polling reduced to the servlet API: a GET waits asynchronously, a POST answers the GET of
 * its session with its own body. The body {@code 1} ends a session.
 *
 * <p>Threading: used by all container threads; each session has a lock, under which nothing is
 * written.
 */
final class RawPollingServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final byte[] OK = "ok".getBytes(US_ASCII);

  private static final byte[] CLOSE = {'1'};

  private final transient Map<String, Session> sessions = new ConcurrentHashMap<>();

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String sid = request.getParameter("sid");
    if (sid == null) {
      answer(response, OK);
      return;
    }
    AsyncContext poll = request.startAsync();
    poll.setTimeout(0);
    byte[] message = session(sid).takeOrPark(poll);
    if (message != null) {
      complete(poll, message);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String sid = request.getParameter("sid");
    byte[] message = request.getInputStream().readAllBytes();
    if (Arrays.equals(message, CLOSE)) {
      sessions.remove(sid);
    } else {
      AsyncContext poll = session(sid).takeOrQueue(message);
      if (poll != null) {
        complete(poll, message);
      }
    }
    answer(response, OK);
  }

  private Session session(String sid) {
    return sessions.computeIfAbsent(sid, key -> new Session());
  }

  private static void complete(AsyncContext poll, byte[] message) throws IOException {
    answer(poll.getResponse(), message);
    poll.complete();
  }

  private static void answer(ServletResponse response, byte[] body) throws IOException {
    response.setContentType("text/plain; charset=UTF-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** Has either a poll that waits or messages that wait. */
  private static final class Session {
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<byte[]> messages = new ArrayDeque<>();
    private @Nullable AsyncContext parked;

    byte @Nullable [] takeOrPark(AsyncContext poll) {
      lock.lock();
      try {
        byte[] message = messages.poll();
        if (message == null) {
          parked = poll;
        }
        return message;
      } finally {
        lock.unlock();
      }
    }

    @Nullable AsyncContext takeOrQueue(byte[] message) {
      lock.lock();
      try {
        AsyncContext poll = parked;
        parked = null;
        if (poll == null) {
          messages.add(message);
        }
        return poll;
      } finally {
        lock.unlock();
      }
    }
  }
}
