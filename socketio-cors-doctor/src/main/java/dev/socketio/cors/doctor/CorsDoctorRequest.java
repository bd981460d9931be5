package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Header;
import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a page does: where it comes from, which server it connects to, and with which options of
 * Socket.IO's client.
 *
 * <pre>{@code
 * CorsDoctorRequest request =
 *     CorsDoctorRequest.builder("https://api.example.com", "https://my-frontend.com")
 *         .withCredentials(true)
 *         .extraHeader("my-custom-header", "abcd")
 *         .build();
 * }</pre>
 *
 * <p>The URL is what the page gives to {@code io()}: its path is a namespace, and the server's path
 * is the option {@link Builder#path}. A URL that ends in {@code /socket.io/}, or has {@code EIO=4}
 * in its query, such as one copied from a browser's message, is taken for the server's path itself.
 *
 * <p>Threading: immutable.
 */
public final class CorsDoctorRequest {

  private final SessionUrls urls;
  private final String namespace;
  private final PageOrigin origin;
  private final boolean withCredentials;
  private final Headers headers;
  private final String cookie;
  private final List<Transport> transports;
  private final String auth;
  private final Set<Browser> browsers;
  private final boolean probes;
  private final Network network;

  private CorsDoctorRequest(Builder builder) {
    ClientUrl url = ClientUrl.parse(builder.url, builder.path);
    urls = new SessionUrls(url.server(), url.query());
    namespace = url.namespace();
    origin = builder.origin;
    withCredentials = builder.withCredentials;
    headers = Headers.of(builder.headers);
    cookie = builder.cookie;
    transports = List.copyOf(builder.transports);
    auth = builder.auth;
    browsers = Set.copyOf(builder.browsers);
    probes = builder.probes;
    network =
        new Network(builder.addresses, builder.timeout, builder.sslContext, builder.anyCertificate);
  }

  /**
   * {@return a builder for a page that connects with the client's defaults}
   *
   * @param url what the page gives to {@code io()}
   * @param origin the page's origin, or its URL; {@code null} as text for a sandboxed frame
   * @throws IllegalArgumentException if one of them is not what it should be, with the remedy
   */
  public static Builder builder(String url, String origin) {
    return new Builder(url, origin);
  }

  /** {@return the URL of the server's path, without a query} */
  public String serverUrl() {
    return urls.server().toString();
  }

  /** {@return the page's origin, as browsers send it} */
  public String originHeader() {
    return origin.toString();
  }

  /** {@return whether the page sets the client's option {@code withCredentials}} */
  public boolean withCredentials() {
    return withCredentials;
  }

  /** {@return the client's option {@code extraHeaders}} */
  public Headers headers() {
    return headers;
  }

  /** {@return the client's option {@code transports}, in its order} */
  public List<Transport> transports() {
    return transports;
  }

  /** {@return the browsers whose rules decide} */
  public Set<Browser> browsers() {
    return browsers;
  }

  SessionUrls urls() {
    return urls;
  }

  PageOrigin origin() {
    return origin;
  }

  String cookie() {
    return cookie;
  }

  boolean probes() {
    return probes;
  }

  Network network() {
    return network;
  }

  /** The namespace that the page connects to; {@code /} is the main one. */
  String namespace() {
    return namespace;
  }

  /** The packet that connects to the namespace. */
  String connectPacket() {
    return "40" + (namespace.equals("/") ? "" : namespace + ",") + auth;
  }

  /**
   * Collects what a page does. Whatever is not set is as the client has it by default.
   *
   * <p>Threading: for use by one thread.
   */
  public static final class Builder {

    private final String url;
    private final PageOrigin origin;
    private String path = "";
    private boolean withCredentials;
    private final List<Header> headers = new ArrayList<>();
    private String cookie = "";
    private Set<Transport> transports =
        new LinkedHashSet<>(List.of(Transport.POLLING, Transport.WEBSOCKET));
    private String auth = "";
    private Set<Browser> browsers = EnumSet.allOf(Browser.class);
    private boolean probes = true;
    private Duration timeout = Duration.ofSeconds(10);
    private final Map<String, InetAddress> addresses = new HashMap<>();
    private @Nullable SSLContext sslContext;
    private boolean anyCertificate;

    private Builder(String url, String origin) {
      this.url = url;
      this.origin = PageOrigin.parse(origin);
      ClientUrl.parse(url, "");
    }

    /**
     * The client's option {@code path}. Default: {@code /socket.io/}.
     *
     * @param serverPath begins with a slash
     * @return this builder
     * @throws IllegalArgumentException if it does not
     */
    public Builder path(String serverPath) {
      if (!serverPath.startsWith("/")) {
        throw new IllegalArgumentException(
            "The path \"" + serverPath + "\" does not begin with a slash. Write /" + serverPath);
      }
      path = serverPath;
      return this;
    }

    /**
     * The client's option {@code withCredentials}. Default: false.
     *
     * @param included whether the page sends cookies
     * @return this builder
     */
    public Builder withCredentials(boolean included) {
      withCredentials = included;
      return this;
    }

    /**
     * One of the client's {@code extraHeaders}. Default: none.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     * @throws IllegalArgumentException if no header can have that name or value
     */
    public Builder extraHeader(String name, String value) {
      if (!FetchHeaders.isToken(name)) {
        throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a header.");
      }
      if (!value.matches("[\\t\\x20-\\x7E\\x80-\\xFF]*")) {
        throw new IllegalArgumentException(
            "The value of the header " + name + " has characters that no header can have.");
      }
      headers.add(new Header(name, value.strip()));
      return this;
    }

    /**
     * Cookies that the browser holds for the server. They go where a browser would send them: with
     * polling only if credentials do, with WebSocket always. Default: none.
     *
     * @param pairs such as {@code a=1; b=2}
     * @return this builder
     * @throws IllegalArgumentException if it is not of that form
     */
    public Builder cookie(String pairs) {
      if (!pairs.matches("[\\x21-\\x7E]+=[\\x20-\\x7E]*")) {
        throw new IllegalArgumentException(
            "\""
                + pairs
                + "\" is not a cookie. Write name=value, several with \"; \" between them.");
      }
      cookie = cookie.isEmpty() ? pairs : cookie + "; " + pairs;
      return this;
    }

    /**
     * The client's option {@code transports}: the first one opens the session, and polling is
     * upgraded to WebSocket if that is there. Default: polling, WebSocket.
     *
     * @param order at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder transports(Transport... order) {
      if (order.length == 0) {
        throw new IllegalArgumentException("A client has at least one transport.");
      }
      transports = new LinkedHashSet<>(List.of(order));
      return this;
    }

    /**
     * The client's option {@code auth}, for the CONNECT packet. Default: none.
     *
     * @param json a JSON object
     * @return this builder
     * @throws IllegalArgumentException if it is none
     */
    public Builder auth(String json) {
      if (!json.strip().matches("(?s)\\{.*}")) {
        throw new IllegalArgumentException("\"" + json + "\" is not a JSON object.");
      }
      auth = json.strip();
      return this;
    }

    /**
     * The browsers whose rules decide. Default: all.
     *
     * @param chosen at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none
     */
    public Builder browsers(Collection<Browser> chosen) {
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException("Name at least one browser.");
      }
      browsers = EnumSet.copyOf(chosen);
      return this;
    }

    /**
     * Whether to send requests that the page would not send, to learn more: without {@code Origin},
     * and with invented origins to see whether the server lets them in. Default: true.
     *
     * @param wanted whether to send them
     * @return this builder
     */
    public Builder probes(boolean wanted) {
      probes = wanted;
      return this;
    }

    /**
     * How long to wait for a connection, and for each answer. Default: 10 seconds.
     *
     * @param limit more than zero, and at most an hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder timeout(Duration limit) {
      if (limit.compareTo(Duration.ofMillis(1)) < 0 || limit.compareTo(Duration.ofHours(1)) > 0) {
        throw new IllegalArgumentException(
            "The time-out " + limit + " is not between a millisecond and an hour.");
      }
      timeout = limit;
      return this;
    }

    /**
     * The address of a host, instead of asking the DNS.
     *
     * @param host the host
     * @param address its address
     * @return this builder
     */
    public Builder resolve(String host, InetAddress address) {
      addresses.put(host.toLowerCase(Locale.ROOT), address);
      return this;
    }

    /**
     * Which certificates to trust. Default: those the JDK trusts.
     *
     * @param context an initialised context
     * @return this builder
     */
    public Builder sslContext(SSLContext context) {
      sslContext = context;
      return this;
    }

    /**
     * Whether to take any certificate, as a user who has confirmed an exception. Default: false.
     *
     * @param taken whether to take any
     * @return this builder
     */
    public Builder anyCertificate(boolean taken) {
      anyCertificate = taken;
      return this;
    }

    /** {@return the request} */
    public CorsDoctorRequest build() {
      return new CorsDoctorRequest(this);
    }
  }
}
