package dev.socketio.cors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a {@link CorsPolicy} to whatever it is mapped to: the Socket.IO path, other servlets,
 * static files. Map several filters with policies of their own to different paths; where two meet,
 * the first counts.
 *
 * <p>The policy is, in this order: the one given to the constructor; the servlet context's
 * attribute {@value #POLICY_ATTRIBUTE} followed by a dot and the filter's name; the attribute
 * {@value #POLICY_ATTRIBUTE}, which the CDI module sets; the one described by the init-parameters;
 * {@link CorsPolicy#sameOriginOnly()}.
 *
 * <table>
 *   <caption>Init-parameters. A list is separated by commas or white space.</caption>
 *   <tr><th>Name<th>Value<th>Default
 *   <tr><td>{@code origin}<td>origins, each exact, a glob or a {@code /regular expression/}; or {@code *} for any;
 *       {@code reflect} (or {@code true}) to answer any with itself; {@code false} for none
 *       <td>must be set if any other is
 *   <tr><td>{@code methods}<td>list of methods, or {@code none} for no header<td>{@code GET,HEAD,PUT,PATCH,POST,DELETE}
 *   <tr><td>{@code allowedHeaders}<td>list of header names, {@code none}, or {@code reflect}<td>{@code reflect}
 *   <tr><td>{@code exposedHeaders}<td>list of header names<td>none
 *   <tr><td>{@code credentials}<td>{@code true} or {@code false}<td>{@code false}
 *   <tr><td>{@code maxAge}<td>seconds, or -1<td>no header
 *   <tr><td>{@code preflightContinue}<td>{@code true} or {@code false}<td>{@code false}
 *   <tr><td>{@code optionsSuccessStatus}<td>{@code 200} or {@code 204}<td>{@code 204}
 *   <tr><td>{@code allowPrivateNetwork}<td>{@code true} or {@code false}<td>{@code false}
 *   <tr><td>{@code timingOrigins}<td>origins, or {@code *}<td>none
 *   <tr><td>{@code rejectDisallowed}<td>{@code true} or {@code false}<td>{@code true}
 * </table>
 *
 * <p>Headers are set before the rest of the chain runs, so they are on errors, on 304 and 413, and
 * on the 101 of a WebSocket. Code behind the filter uses {@code addHeader} for {@code Vary}, lest
 * it undo ours. A preflight is answered here from the policy alone: it needs no session, no login,
 * and any node of a cluster can do it. A disallowed origin is answered 403 with the protocol's
 * error body here, before any session exists, WebSocket handshakes included.
 *
 * <p>An asynchronous policy is waited for on the request's thread, for a bounded time. Going
 * asynchronous instead would skip those filters behind this one that are not mapped to asynchronous
 * dispatches, authentication perhaps among them, and a WebSocket can be upgraded on the request's
 * own thread only.
 *
 * <p>Map it before filters that answer requests, with asynchronous support. It works on the first
 * dispatch of a request and lets later ones pass; on an error dispatch it puts back headers that a
 * {@code reset()} has taken away.
 *
 * <p>Threading: as any filter, used by all request threads at once.
 */
public class CorsFilter implements Filter {

  /**
   * Servlet context attribute with the policy; with a dot and a filter's name behind it, for that
   * filter only.
   */
  public static final String POLICY_ATTRIBUTE = "dev.socketio.cors.CorsPolicy";

  /** Request attribute with the {@link CorsDecision}, for whoever comes after the filter. */
  public static final String DECISION_ATTRIBUTE = "dev.socketio.cors.CorsDecision";

  /** Servlet context attribute with a {@link CorsRefusalListener}. */
  public static final String REFUSAL_LISTENER_ATTRIBUTE = "dev.socketio.cors.CorsRefusalListener";

  private static final Logger LOG = System.getLogger("dev.socketio.cors");

  private final CorsEndpoints endpoints = new CorsEndpoints();
  private final AtomicBoolean warned = new AtomicBoolean();
  private final Logger logger;
  private final RefusalLog refusals;
  private @Nullable CorsPolicy policy;
  private String name = "CorsFilter";

  /** Creates a filter that takes its policy from the servlet context or its init-parameters. */
  public CorsFilter() {
    this(null, LOG, System::nanoTime);
  }

  /**
   * Creates a filter with a policy of its own.
   *
   * @param policy the policy; init-parameters must not be set besides
   */
  public CorsFilter(CorsPolicy policy) {
    this(policy, LOG, System::nanoTime);
  }

  /**
   * A filter with its surroundings handed in.
   *
   * @param policy the policy, or null to look for one
   * @param logger for warnings and refusals
   * @param nanos the time in nanoseconds, from any start
   */
  CorsFilter(@Nullable CorsPolicy policy, Logger logger, LongSupplier nanos) {
    this.policy = policy;
    this.logger = logger;
    this.refusals = new RefusalLog(logger, nanos);
  }

  /**
   * Finds the policy.
   *
   * @throws ServletException naming everything that is wrong with the configuration, so that it is
   *     not deployed
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    name = String.valueOf(config.getFilterName());
    Map<String, String> parameters = parameters(config);
    CorsPolicy given = policy;
    CorsPolicy found = given == null ? attribute(config.getServletContext()) : given;
    if (given != null && !parameters.isEmpty()) {
      throw new ServletException(
          "Filter \""
              + name
              + "\" was created with a policy, but has the init-parameters "
              + parameters.keySet()
              + " as well. Remedy: remove one of the two.");
    }
    try {
      CorsPolicy described = CorsPolicy.fromParameters(parameters);
      policy = found == null ? described : found;
    } catch (CorsConfigurationException wrong) {
      throw new ServletException("Filter \"" + name + "\": " + wrong.getMessage(), wrong);
    }
    if (found != null && !parameters.isEmpty()) {
      logger.log(
          Level.WARNING,
          "Filter \""
              + name
              + "\" takes the policy of the servlet context; its init-parameters are ignored.");
    }
    logger.log(Level.DEBUG, "Filter \"" + name + "\" applies " + policy);
  }

  private static Map<String, String> parameters(FilterConfig config) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : Collections.list(config.getInitParameterNames())) {
      parameters.put(parameter, String.valueOf(config.getInitParameter(parameter)));
    }
    return parameters;
  }

  private @Nullable CorsPolicy attribute(ServletContext context) throws ServletException {
    for (String attribute : List.of(POLICY_ATTRIBUTE + "." + name, POLICY_ATTRIBUTE)) {
      Object value = context.getAttribute(attribute);
      if (value instanceof CorsPolicy found) {
        return found;
      }
      if (value != null) {
        throw new ServletException(
            "Servlet context attribute \""
                + attribute
                + "\" is a "
                + value.getClass().getName()
                + "; allowed is a "
                + CorsPolicy.class.getName()
                + ". Remedy: build one with CorsPolicy.builder().");
      }
    }
    return null;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request instanceof HttpServletRequest http
        && response instanceof HttpServletResponse answer) {
      filter(http, answer, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getAttribute(DECISION_ATTRIBUTE) instanceof CorsDecision decided) {
      if (request.getDispatcherType() == DispatcherType.ERROR) {
        HeaderWriter.write(decided.headers(), response);
      }
      chain.doFilter(request, response);
      return;
    }
    CorsAnswer answer = decide(request, response).answer();
    if (answer == null) {
      chain.doFilter(request, response);
    } else {
      send(answer, response);
    }
  }

  private CorsDecision decide(HttpServletRequest request, HttpServletResponse response) {
    CorsPolicy current = policy == null ? CorsPolicy.sameOriginOnly() : policy;
    CorsRequest view = CorsRequest.of(request, endpoints.serves(request));
    CorsDecision decision = current.decide(view);
    request.setAttribute(DECISION_ATTRIBUTE, decision);
    if (HeaderWriter.write(decision.headers(), response) && warned.compareAndSet(false, true)) {
      logger.log(Level.WARNING, twice(view));
    }
    if (decision instanceof CorsDecision.Denied denied) {
      refusals.log(name, current, view, denied);
      tell(request.getServletContext(), view, denied);
    }
    return decision;
  }

  private String twice(CorsRequest request) {
    return "Something before CORS filter \""
        + name
        + "\" had set Access-Control-Allow-Origin on the response to "
        + Text.printable(request.path())
        + "; this filter leaves those headers alone. Remedy: let one of the two handle the path.";
  }

  private void tell(ServletContext context, CorsRequest request, CorsDecision.Denied denied) {
    if (context.getAttribute(REFUSAL_LISTENER_ATTRIBUTE) instanceof CorsRefusalListener listener) {
      try {
        listener.onDenied(request, denied);
      } catch (RuntimeException failure) {
        logger.log(Level.ERROR, "The CORS refusal listener failed", failure);
      }
    }
  }

  private static void send(CorsAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    if (body.length > 0) {
      response.setContentType("application/json");
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    } else if (answer.status()
        != HttpServletResponse.SC_NO_CONTENT) { // which has no length (RFC 9110, 8.6)
      response.setContentLength(0);
    }
  }
}
