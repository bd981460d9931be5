package dev.socketio.cors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a {@link CorsPolicy} to whatever it is mapped to: the Socket.IO path, other servlets,
 * static files. Map several filters with policies of their own to different paths; where two meet,
 * at one path or at one inside the other's or at files of some kind, or where two stand before a
 * Socket.IO servlet, or one before a part of its path, the application is not deployed. For a
 * Socket.IO servlet a filter decides that is mapped to the whole of the servlet's path; what others
 * have decided the servlet decides again.
 *
 * <p>The policy is, in this order: the one given to the constructor; the servlet context's
 * attribute {@value #POLICY_ATTRIBUTE} followed by a dot and the filter's name; the attribute
 * {@value #POLICY_ATTRIBUTE}, which the CDI module sets; the one described by the init-parameters;
 * {@link CorsPolicy#sameOriginOnly()}. Init-parameters besides one of the first three are not
 * deployed.
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
 * dispatch of a request and lets later ones pass, but for forwards to another path; on an error
 * dispatch it puts back headers that a {@code reset()} has taken away.
 *
 * <p>Threading: as any filter, used by all request threads at once.
 */
public class CorsFilter implements Filter {

  /**
   * Servlet context attribute with the policy; with a dot and a filter's name behind it, for that
   * filter only. An empty {@code Optional} under the longer name says that the policy under the
   * shorter one is not meant for that filter.
   */
  public static final String POLICY_ATTRIBUTE = "dev.socketio.cors.CorsPolicy";

  /**
   * Servlet context attribute with words for messages: who has given the policy under {@link
   * #POLICY_ATTRIBUTE}; with the same endings, for those under its longer names.
   */
  public static final String POLICY_SOURCE_ATTRIBUTE = "dev.socketio.cors.CorsPolicySource";

  /** Request attribute with the {@link CorsDecision}, for whoever comes after the filter. */
  public static final String DECISION_ATTRIBUTE = "dev.socketio.cors.CorsDecision";

  /**
   * Servlet context attribute with a {@link CorsRefusalListener}; with a dot and a servlet's name
   * behind it, one for requests to that servlet only.
   */
  public static final String REFUSAL_LISTENER_ATTRIBUTE = "dev.socketio.cors.CorsRefusalListener";

  private static final Logger LOG = System.getLogger("dev.socketio.cors");

  private final CorsEndpoints endpoints = new CorsEndpoints();
  private final Logger logger;
  private final LongSupplier nanos;
  private final @Nullable CorsPolicy given;
  private CorsGuard guard;

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
    this.given = policy;
    this.logger = logger;
    this.nanos = nanos;
    CorsPolicy first = policy == null ? CorsPolicy.sameOriginOnly() : policy;
    this.guard = new CorsGuard(Place.filter("CorsFilter"), first, logger, nanos);
  }

  /**
   * Finds the policy.
   *
   * @throws ServletException naming everything that is wrong with the configuration, so that it is
   *     not deployed; also if another filter that knows CORS has the same mapping
   */
  @Override
  public void init(FilterConfig config) throws ServletException {
    Place place = Place.filter(String.valueOf(config.getFilterName()));
    Map<String, String> parameters = parameters(config);
    CorsPolicy policy = given;
    if (policy == null) {
      PolicySource.Found found =
          new PolicySource(place, parameters).find(config.getServletContext());
      policy = found.policy();
      place = found.place();
    } else if (!parameters.isEmpty()) {
      throw new ServletException(
          place.title()
              + " was created with a policy, but has the init-parameters "
              + parameters.keySet()
              + " as well. Remedy: remove one of the two.");
    } else {
      place = place.builtBy("the policy that the filter was created with");
    }
    new CorsFilters(
            config.getServletContext(), logger, warning -> logger.log(Level.WARNING, warning))
        .check(place);
    guard = new CorsGuard(place, policy, logger, nanos);
    Deciders.register(guard, place.name(), config.getServletContext());
    logger.log(Level.DEBUG, guard.toString());
  }

  private static Map<String, String> parameters(FilterConfig config) {
    Map<String, String> parameters = new TreeMap<>();
    for (String parameter : Collections.list(config.getInitParameterNames())) {
      parameters.put(parameter, String.valueOf(config.getInitParameter(parameter)));
    }
    return parameters;
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
    Decided earlier = Decided.on(request);
    if (earlier != null && request.getDispatcherType() == DispatcherType.ERROR) {
      HeaderWriter.write(earlier.decision().headers(), response);
      chain.doFilter(request, response);
      return;
    }
    if (earlier != null && earlier.guard() == guard && earlier.isEnoughFor(request)) {
      chain.doFilter(request, response);
      return;
    }
    if (guard.admit(request, response, endpoints.serves(request))) {
      chain.doFilter(request, response);
    }
  }
}
