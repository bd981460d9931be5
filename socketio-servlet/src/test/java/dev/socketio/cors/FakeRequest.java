package dev.socketio.cors;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as a policy sees it, written by hand: by default to {@code
 * https://api.example.com/socket.io/}.
 */
final class FakeRequest implements CorsRequest {

  private final String method;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private boolean severalOrigins;
  private boolean everyOptions = true;
  private String scheme = "https";
  private String host = "api.example.com";
  private int port = 443;

  private FakeRequest(String method) {
    this.method = method;
  }

  static FakeRequest get() {
    return new FakeRequest("GET");
  }

  static FakeRequest get(String origin) {
    return new FakeRequest("GET").with("Origin", origin);
  }

  static FakeRequest options() {
    return new FakeRequest("OPTIONS");
  }

  /** A preflight as a browser sends it for a POST. */
  static FakeRequest preflight(String origin) {
    return options().with("Origin", origin).with("Access-Control-Request-Method", "POST");
  }

  FakeRequest with(String name, String value) {
    headers.put(name.toLowerCase(Locale.ROOT), value);
    return this;
  }

  FakeRequest severalOrigins() {
    severalOrigins = true;
    return this;
  }

  /** To a resource that is no Socket.IO endpoint. */
  FakeRequest shared() {
    everyOptions = false;
    return this;
  }

  FakeRequest to(String toScheme, String toHost, int toPort) {
    scheme = toScheme;
    host = toHost;
    port = toPort;
    return this;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String origin() {
    return headers.get("origin");
  }

  @Override
  public boolean hasSeveralOrigins() {
    return severalOrigins;
  }

  @Override
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String scheme() {
    return scheme;
  }

  @Override
  public String host() {
    return host;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public String path() {
    return "/socket.io/";
  }

  @Override
  public boolean answersEveryOptions() {
    return everyOptions;
  }

  @Override
  public String toString() {
    return method + " " + headers;
  }
}
