package dev.socketio.cors;

import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a policy to requests: the part of {@link CorsFilter} that a servlet can have in itself,
 * so that it is protected where no filter stands before it.
 *
 * <pre>{@code
 * public void init() throws ServletException {
 *   guard = CorsGuard.forServlet(getServletConfig(), "cors.");
 * }
 *
 * protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
 *   if (guard.admit(request, response)) { … }
 * }
 * }</pre>
 *
 * <p>Threading: safe for any thread.
 */
public final class CorsGuard {

  private static final Logger LOG = System.getLogger("dev.socketio.cors");

  private final Place place;
  private final CorsPolicy policy;
  private final Logger logger;
  private final RefusalLog refusals;
  private final String description;
  private final boolean sameOriginOnly;
  private final boolean configured;
  private final Before before;
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AtomicBoolean warnedOfFilter = new AtomicBoolean();

  /**
   * What stands before a servlet.
   *
   * @param names the filter that decides for all of its requests, empty if there is none
   * @param deciders those whose decisions count; null if this is a filter's guard
   * @param warnings what the application has been allowed, though it should not be so
   */
  private record Before(String names, @Nullable Deciders deciders, List<String> warnings) {
    static final Before NOTHING = new Before("", null, List.of());
  }

  /**
   * A guard with its surroundings handed in.
   *
   * @param place where the policy was configured
   * @param policy the policy
   * @param logger for warnings and refusals
   * @param nanos the time in nanoseconds, from any start
   */
  CorsGuard(Place place, CorsPolicy policy, Logger logger, LongSupplier nanos) {
    this(place, policy, true, Before.NOTHING, logger, nanos);
  }

  private CorsGuard(
      Place place,
      CorsPolicy policy,
      boolean configured,
      Before before,
      Logger logger,
      LongSupplier nanos) {
    this.sameOriginOnly = before.names().isEmpty() && policy == CorsPolicy.sameOriginOnly();
    this.description =
        sameOriginOnly
            ? "the application's own pages only; "
                + place.whereOriginsAre()
                + (place.builtBy().isEmpty() ? " allows others" : " says so")
            : "as " + (before.names().isEmpty() ? policy.toString() : before.names()) + " allows";
    this.place = place;
    this.policy = policy;
    this.configured = configured;
    this.before = before;
    this.logger = logger;
    this.refusals = new RefusalLog(logger, nanos);
  }

  /**
   * {@return the guard of a servlet} Its policy is, in this order: the servlet context's attribute
   * {@value CorsFilter#POLICY_ATTRIBUTE} followed by a dot and the servlet's name; the attribute
   * {@value CorsFilter#POLICY_ATTRIBUTE}; the one described by the servlet's init-parameters, which
   * are those of {@link CorsFilter} with a prefix; {@link CorsPolicy#sameOriginOnly()}. An
   * attribute and init-parameters together are not deployed, nor is an attribute where a filter
   * decides before the servlet by another policy, nor a filter for a part of the servlet's path.
   *
   * @param config of the servlet
   * @param prefix for example {@code cors.}; init-parameters without it are not looked at
   * @throws ServletException naming everything that is wrong: a parameter, one that contradicts a
   *     {@link CorsFilter} before the servlet, or several filters before it that know CORS
   */
  public static CorsGuard forServlet(ServletConfig config, String prefix) throws ServletException {
    return forServlet(config, prefix, LOG, System::nanoTime);
  }

  /** The same with its surroundings handed in. */
  static CorsGuard forServlet(
      ServletConfig config, String prefix, Logger logger, LongSupplier nanos)
      throws ServletException {
    Place place = Place.servlet(String.valueOf(config.getServletName()), prefix);
    Map<String, String> parameters = parameters(config, prefix);
    PolicySource.Found found = new PolicySource(place, parameters).find(config.getServletContext());
    ServletContext context = config.getServletContext();
    List<String> warnings = new ArrayList<>();
    String decidedBefore =
        new CorsFilters(context, logger, warnings::add).check(found, parameters.keySet());
    Before before =
        new Before(decidedBefore, Deciders.before(place.name(), context), List.copyOf(warnings));
    boolean configured = !parameters.isEmpty() || !found.place().builtBy().isEmpty();
    return new CorsGuard(found.place(), found.policy(), configured, before, logger, nanos);
  }

  private static Map<String, String> parameters(ServletConfig config, String prefix) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : Collections.list(config.getInitParameterNames())) {
      if (name.startsWith(prefix)) {
        parameters.put(name, String.valueOf(config.getInitParameter(name)));
      }
    }
    return parameters;
  }

  /**
   * {@return whether no other origin is allowed, because nobody has configured anything; false if a
   * {@link CorsFilter} decides before the servlet}
   */
  public boolean isSameOriginOnly() {
    return sameOriginOnly;
  }

  /** {@return what is suspicious around the servlet, in words for a log} */
  public List<String> warnings() {
    return before.warnings();
  }

  /** {@return which origins are allowed, in words for a log} */
  public String description() {
    return description;
  }

  /**
   * Applies the policy to a request of a servlet all of whose {@code OPTIONS} requests are
   * preflights, unless a {@link CorsFilter} has done so that no request to the servlet gets past.
   * What a filter has decided that stands before a part of the servlet's path only, or what was
   * decided before the request was forwarded here, is decided again. Headers are written, a
   * preflight and a refused request are answered.
   *
   * @return whether the request goes on to the servlet; otherwise it is answered
   * @throws IOException if the answer cannot be written
   */
  public boolean admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return isDecided(request) || admit(request, response, true);
  }

  /** Whether a filter that decides for this servlet has done so, about this very dispatch. */
  private boolean isDecided(HttpServletRequest request) {
    Deciders deciders = before.deciders();
    if (deciders == null) {
      return false;
    }
    Decided decided = Decided.on(request);
    if (decided != null && decided.isAbout(request) && deciders.include(decided.guard(), request)) {
      CorsGuard filter = decided.guard();
      if (!configured || filter.policy == policy) {
        return true;
      }
      warnOnce(
          filter.place.title()
              + " applies another policy than "
              + place.whereOriginsAre()
              + " says, which counts for "
              + place.title()
              + ". Remedy: let the filter take its policy from there, or map it elsewhere.");
    } else if (deciders.areKnown(request)) {
      warnOnce(
          "No CORS filter has decided about a "
              + request.getDispatcherType()
              + " to "
              + Text.printable(request.getRequestURI())
              + ", so "
              + place.title()
              + " decides by itself: "
              + (configured ? policy : "same origin only")
              + ". Remedy: map the filter before it to that dispatcher too.");
    }
    return false;
  }

  private void warnOnce(String message) {
    if (warnedOfFilter.compareAndSet(false, true)) {
      logger.log(Level.WARNING, message);
    }
  }

  Place place() {
    return place;
  }

  CorsPolicy policy() {
    return policy;
  }

  /** Applies the policy, whoever else has; see {@link CorsRequest#answersEveryOptions()}. */
  boolean admit(
      HttpServletRequest request, HttpServletResponse response, boolean answersEveryOptions)
      throws IOException {
    CorsRequest view = CorsRequest.of(request, answersEveryOptions);
    CorsDecision decision = policy.decide(view);
    Decided earlier = Decided.on(request);
    CorsHeaders replaced = earlier == null ? CorsHeaders.NONE : earlier.decision().headers();
    Decided.leave(this, decision, request);
    if (HeaderWriter.replace(replaced, decision.headers(), response)
        && warned.compareAndSet(false, true)) {
      logger.log(Level.WARNING, twice(view));
    }
    if (decision instanceof CorsDecision.Denied denied) {
      refusals.log(place, policy, view, denied);
      tell(request, view, denied);
    }
    CorsAnswer answer = decision.answer();
    if (answer != null) {
      send(answer, response);
    }
    return answer == null;
  }

  /**
   * Answers a question about the policy that has decided on this request, be it this guard's or a
   * filter's: what happens to a page of the origin in the query, and which setting would change it.
   * The query has {@code origin}, and perhaps {@code credentials}, {@code headers}, {@code method}
   * and {@code format}; the answer is plain text, or JSON with {@code format=json}. It tells of
   * this one origin only.
   *
   * @throws IOException if the answer cannot be written
   */
  public void explain(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Optional<CorsQuestion> question = CorsQuestion.of(request);
    boolean json = "json".equals(request.getParameter("format"));
    String answer;
    if (question.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      answer = CorsQuestion.USAGE + "\n";
    } else {
      Decided decided = Decided.on(request);
      CorsGuard decider = decided == null ? this : decided.guard();
      CorsExplanation explanation =
          CorsExplanation.of(
              decider.place, decider.policy, CorsRequest.of(request, true), question.get());
      answer = json ? ExplanationWriter.json(explanation) : ExplanationWriter.text(explanation);
    }
    boolean inJson = json && question.isPresent();
    response.setContentType(inJson ? "application/json" : "text/plain;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    write(answer.getBytes(StandardCharsets.UTF_8), response);
  }

  private String twice(CorsRequest request) {
    return "Something before "
        + place.title()
        + " had set Access-Control-Allow-Origin on the response to "
        + Text.printable(request.path())
        + "; those headers are left alone. Remedy: let one of the two handle the path.";
  }

  /** Whoever listens to all refusals, and who listens to those of the servlet asked for. */
  private void tell(HttpServletRequest request, CorsRequest view, CorsDecision.Denied denied) {
    ServletContext context = request.getServletContext();
    tell(context, CorsFilter.REFUSAL_LISTENER_ATTRIBUTE, view, denied);
    HttpServletMapping mapping = request.getHttpServletMapping();
    if (mapping != null && mapping.getServletName() != null) {
      String attribute = CorsFilter.REFUSAL_LISTENER_ATTRIBUTE + "." + mapping.getServletName();
      tell(context, attribute, view, denied);
    }
  }

  private void tell(
      ServletContext context, String attribute, CorsRequest request, CorsDecision.Denied denied) {
    if (context.getAttribute(attribute) instanceof CorsRefusalListener listener) {
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
      write(body, response);
    } else if (answer.status()
        != HttpServletResponse.SC_NO_CONTENT) { // which has no length (RFC 9110, 8.6)
      response.setContentLength(0);
    }
  }

  private static void write(byte[] body, HttpServletResponse response) throws IOException {
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  @Override
  public String toString() {
    return place.title() + " applies " + policy;
  }
}
