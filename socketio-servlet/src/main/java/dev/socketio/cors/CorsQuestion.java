package dev.socketio.cors;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know of a policy: may a page of this origin send this request?
 *
 * @param origin as a browser would send it
 * @param credentials whether the page wants cookies to be sent along ({@code withCredentials})
 * @param method HTTP method
 * @param headers names of headers that the page adds, in lower case and order
 */
record CorsQuestion(String origin, boolean credentials, String method, Set<String> headers) {

  /** How to ask, for whoever asked otherwise. */
  static final String USAGE =
      "Ask with ?origin=https://my-frontend.com, and where the page does so &credentials=true (withCredentials),"
          + " &headers=my-custom-header (extraHeaders, with commas between several), &method=GET; &format=json for JSON.";

  /**
   * Headers a page may set unasked; Fetch standard, "CORS-safelisted request-header". {@code
   * Content-Type} is one with certain values only, which are not asked about here.
   */
  private static final Set<String> SAFE_HEADERS =
      Set.of("accept", "accept-language", "content-language");

  private static final Set<String> SIMPLE_METHODS = Set.of("GET", "HEAD", "POST");

  /** Methods that browsers write in upper case; Fetch standard, "normalize a method". */
  private static final Set<String> NORMALIZED =
      Set.of("DELETE", "GET", "HEAD", "OPTIONS", "POST", "PUT");

  /** {@return the question of a request's query, if it is one} */
  static Optional<CorsQuestion> of(HttpServletRequest request) {
    String origin = request.getParameter("origin");
    String method = normalized(parameter(request, "method", "GET"));
    String credentials = parameter(request, "credentials", "false");
    List<String> headers = Text.entries(parameter(request, "headers", ""));
    boolean understood =
        origin != null
            && !origin.isBlank()
            && Text.isToken(method)
            && Set.of("true", "false").contains(credentials)
            && headers.stream().allMatch(Text::isToken);
    return understood
        ? Optional.of(
            new CorsQuestion(
                origin.strip(),
                credentials.equals("true"),
                method,
                headers.stream().map(Text::lower).collect(Collectors.toCollection(TreeSet::new))))
        : Optional.empty();
  }

  private static String normalized(String method) {
    String upper = method.toUpperCase(Locale.ROOT);
    return NORMALIZED.contains(upper) ? upper : method;
  }

  private static String parameter(HttpServletRequest request, String name, String otherwise) {
    String value = request.getParameter(name);
    return value == null || value.isBlank() ? otherwise : value.strip();
  }

  /** Whether a browser asks by a preflight first; Fetch standard, "HTTP-network-or-cache fetch". */
  boolean needsPreflight() {
    return !SIMPLE_METHODS.contains(method) || !unsafeHeaders().isEmpty();
  }

  /** The headers that a preflight has to allow. */
  Set<String> unsafeHeaders() {
    Set<String> unsafe = new TreeSet<>(headers);
    unsafe.removeAll(SAFE_HEADERS);
    return unsafe;
  }

  /** Whether a preflight need not allow the method by name. */
  boolean isSimpleMethod() {
    return SIMPLE_METHODS.contains(method);
  }

  /** The request that a browser would send as its preflight. */
  CorsRequest preflight(CorsRequest asked) {
    return new Imagined(asked, "OPTIONS", this);
  }

  /** The request that a browser would send itself. */
  CorsRequest request(CorsRequest asked) {
    return new Imagined(asked, method, this);
  }

  /** The handshake of a WebSocket. */
  CorsRequest webSocket(CorsRequest asked) {
    return new Imagined(asked, "GET", this);
  }

  /**
   * A request that nobody has sent.
   *
   * @param asked the request with the question, which has the same target
   * @param method HTTP method
   * @param question what it would be like
   */
  private record Imagined(CorsRequest asked, String method, CorsQuestion question)
      implements CorsRequest {

    @Override
    public String origin() {
      return question.origin();
    }

    @Override
    public boolean hasSeveralOrigins() {
      return false;
    }

    @Override
    public @Nullable String header(String name) {
      return switch (Text.lower(name)) {
        case "origin" -> question.origin();
        case "access-control-request-method" -> isPreflight() ? question.method() : null;
        case "access-control-request-headers" ->
            isPreflight() && !question.unsafeHeaders().isEmpty()
                ? String.join(",", question.unsafeHeaders())
                : null;
        default -> null;
      };
    }

    private boolean isPreflight() {
      return method.equals("OPTIONS");
    }

    @Override
    public String scheme() {
      return asked.scheme();
    }

    @Override
    public String host() {
      return asked.host();
    }

    @Override
    public int port() {
      return asked.port();
    }

    @Override
    public String path() {
      return asked.path();
    }

    @Override
    public boolean answersEveryOptions() {
      return true;
    }

    @Override
    public <T> @Nullable T unwrap(Class<T> type) {
      return asked.unwrap(type);
    }
  }
}
