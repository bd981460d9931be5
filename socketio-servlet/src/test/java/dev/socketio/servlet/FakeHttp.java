package dev.socketio.servlet;

import dev.socketio.engine.transport.HttpExchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container's side of one request, moved step by step by the test. */
final class FakeHttp {

  final List<String> events = new ArrayList<>();
  final Map<String, String> requestHeaders = new HashMap<>();
  final Map<String, String> headers = new HashMap<>();
  final Input input = new Input();
  final Output output = new Output();
  String method = "GET";
  String protocol = "HTTP/1.1";
  @Nullable String query = "EIO=4";
  int status;
  @Nullable AsyncListener listener;
  @Nullable RuntimeException refusesToComplete;

  /** Sends the request through an exchange. */
  void serve(Consumer<HttpExchange> dispatcher) {
    ServletHttpExchange.serve(
        request(),
        response(),
        new RequestSnapshot(Set.of(), Set.of(), Clock.systemUTC()),
        Duration.ofSeconds(7),
        dispatcher);
  }

  AsyncListener listener() {
    if (listener == null) {
      throw new AssertionError("nobody listens");
    }
    return listener;
  }

  AsyncEvent event() {
    AsyncContext context =
        new Fakes()
            .returning("getRequest", null)
            .returning("getResponse", null)
            .as(AsyncContext.class);
    return new AsyncEvent(context, new IOException("reset"));
  }

  HttpServletRequest request() {
    return new Fakes()
        .on("getMethod", a -> method)
        .on("getProtocol", a -> protocol)
        .on("getQueryString", a -> query)
        .returning("getInputStream", input)
        .on("getHeaders", a -> Collections.enumeration(header((String) a[0])))
        .on("getHeaderNames", a -> Collections.enumeration(requestHeaders.keySet()))
        .on("getHeader", a -> requestHeaders.get((String) a[0]))
        .returning("getAttribute", null)
        .returning("setAttribute", null)
        .returning("getRequestURI", "/socket.io/")
        .returning("getDispatcherType", DispatcherType.REQUEST)
        .returning("getServletPath", "/socket.io")
        .returning("getPathInfo", "/")
        .returning("getRemoteAddr", "192.0.2.1")
        .returning("isSecure", false)
        .returning("getUserPrincipal", null)
        .returning("getSession", null)
        .on("getLocales", a -> Collections.emptyEnumeration())
        .on("startAsync", a -> async())
        .as(HttpServletRequest.class);
  }

  private List<String> header(String name) {
    return requestHeaders.containsKey(name) ? List.of(requestHeaders.get(name)) : List.of();
  }

  HttpServletResponse response() {
    return new Fakes()
        .on("setStatus", a -> note(() -> status = (int) a[0]))
        .on("setHeader", a -> note(() -> headers.put((String) a[0], (String) a[1])))
        .on("setContentType", a -> note(() -> headers.put("Content-Type", (String) a[0])))
        .on("setContentLength", a -> note(() -> headers.put("Content-Length", "" + a[0])))
        .on("containsHeader", a -> headers.containsKey((String) a[0]))
        .on("getHeaders", a -> headers.containsKey(a[0]) ? List.of(headers.get(a[0])) : List.of())
        .on("addHeader", a -> note(() -> headers.put((String) a[0], (String) a[1])))
        .on("isCommitted", a -> output.written.size() > 0)
        .returning("getOutputStream", output)
        .as(HttpServletResponse.class);
  }

  private @Nullable Object note(Runnable action) {
    action.run();
    events.add("touched");
    return null;
  }

  private AsyncContext async() {
    return new Fakes()
        .on(
            "setTimeout",
            a -> {
              events.add("timeout " + a[0]);
              return null;
            })
        .on(
            "addListener",
            a -> {
              listener = (AsyncListener) a[0];
              return null;
            })
        .on(
            "complete",
            a -> {
              events.add("complete");
              return refusesToComplete == null ? null : Fakes.fail(refusesToComplete);
            })
        .as(AsyncContext.class);
  }

  /** A body that arrives in pieces. */
  final class Input extends ServletInputStream {

    final Deque<byte[]> arrived = new ArrayDeque<>();
    int bytesRead;
    boolean ended;
    @Nullable ReadListener reader;
    @Nullable IllegalStateException refuses;

    void arrive(int bytes) throws IOException {
      arrive(new byte[bytes]);
    }

    void arrive(byte[] bytes) throws IOException {
      arrived.add(bytes);
      reader.onDataAvailable();
    }

    void end() throws IOException {
      ended = true;
      reader.onAllDataRead();
    }

    @Override
    public boolean isFinished() {
      return ended && arrived.isEmpty();
    }

    @Override
    public boolean isReady() {
      return !arrived.isEmpty();
    }

    @Override
    public void setReadListener(ReadListener newReader) {
      if (refuses != null) {
        throw refuses;
      }
      reader = newReader;
    }

    @Override
    public int read() {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      byte[] next = arrived.poll();
      if (next == null) {
        throw new AssertionError("read though not ready");
      }
      int count = Math.min(length, next.length);
      System.arraycopy(next, 0, target, offset, count);
      if (count < next.length) {
        arrived.push(Arrays.copyOfRange(next, count, next.length));
      }
      bytesRead += count;
      return count;
    }
  }

  /** A client that takes what it is allowed to take. */
  final class Output extends ServletOutputStream {

    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final List<Integer> slices = new ArrayList<>();
    @Nullable WriteListener writer;
    @Nullable IllegalStateException refuses;
    @Nullable IOException breaks;
    int ready;

    /** Takes as many slices. */
    void take(int count) throws IOException {
      ready = count;
      writer.onWritePossible();
    }

    @Override
    public boolean isReady() {
      return ready-- > 0;
    }

    @Override
    public void setWriteListener(WriteListener newWriter) {
      if (refuses != null) {
        throw refuses;
      }
      writer = newWriter;
    }

    @Override
    public void write(int b) {
      throw new AssertionError("one byte at a time");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (breaks != null) {
        throw breaks;
      }
      slices.add(length);
      written.write(bytes, offset, length);
    }
  }
}
