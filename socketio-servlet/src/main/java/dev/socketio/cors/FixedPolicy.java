package dev.socketio.cors;

import dev.socketio.cors.CorsDecision.Allowed;
import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import dev.socketio.cors.CorsDecision.Preflight;
import dev.socketio.cors.CorsDecision.Reason;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A policy with the same settings for all requests.
 *
 * <p>What is asked of an origin, in this order, until one gives an answer:
 *
 * <ol>
 *   <li>Is there one, and only one?
 *   <li>Is it on the list, word for word? One look-up by hash leads to the finished decision, so a
 *       list of ten thousand costs what a list of one costs, and nothing is allocated.
 *   <li>Is it an origin at all? Only now it is parsed.
 *   <li>Do the rules allow its canonical form: list, globs, expressions?
 *   <li>Is it this server itself?
 *   <li>Does the function allow it?
 * </ol>
 */
final class FixedPolicy extends CorsPolicy {

  static final CorsPolicy SAME_ORIGIN_ONLY = CorsPolicy.builder().noOrigin().build();

  private final PolicySettings settings;
  private final PolicyHeaders headers;
  private final Map<String, Allowed> exact;
  private final NotCors notCors;
  private final @Nullable CorsAnswer preflightAnswer;
  private final @Nullable String constantOrigin;

  FixedPolicy(PolicySettings settings) {
    this.settings = settings;
    this.headers = new PolicyHeaders(settings);
    this.constantOrigin = isAny() ? "*" : settings.fixedOrigin();
    this.notCors = new NotCors(isNone() ? headers.refusal() : headers.actual(constantOrigin, null));
    this.preflightAnswer =
        settings.preflightContinue() ? null : new CorsAnswer(settings.optionsSuccessStatus(), "");
    this.exact = decisions(settings.origins());
  }

  private Map<String, Allowed> decisions(OriginRules rules) {
    Map<String, Allowed> decisions = new HashMap<>(rules.exact().size() * 2);
    for (String origin : rules.exact()) {
      decisions.put(
          origin, new Allowed(origin, headers.actual(origin, OriginParser.parse(origin))));
    }
    return decisions;
  }

  @Override
  public CorsDecision decide(CorsRequest request) {
    CorsDecision decision = decideByRules(request);
    if (decision != null) {
      return decision;
    }
    return isAsync()
        ? Stages.await(askLater(request), settings.decisionTimeout(), late -> failed(request, late))
        : ask(request);
  }

  @Override
  public CompletionStage<CorsDecision> decideAsync(CorsRequest request) {
    CorsDecision decision = decideByRules(request);
    if (decision != null || !isAsync()) {
      return CompletableFuture.completedFuture(decision == null ? ask(request) : decision);
    }
    return askLater(request);
  }

  @Override
  public boolean isAsync() {
    return settings.asyncFunction() != null;
  }

  /** The decision, or null where only the function can tell. */
  private @Nullable CorsDecision decideByRules(CorsRequest request) {
    String origin = request.origin();
    if (origin == null) {
      return isPreflight(request) ? preflight(null, constantOrigin, request) : notCors;
    }
    if (request.hasSeveralOrigins()) {
      return denied(request, Reason.SEVERAL_ORIGINS);
    }
    Allowed listed = exact.get(origin);
    if (listed != null) {
      return isPreflight(request) ? preflight(listed.origin(), listed.origin(), request) : listed;
    }
    return decideByParts(origin, request);
  }

  private @Nullable CorsDecision decideByParts(String origin, CorsRequest request) {
    if (!Text.isHeaderValue(origin)) {
      return denied(request, Reason.INVALID_CHARACTERS);
    }
    if (isAny() && origin.length() <= OriginParser.MAX_LENGTH) {
      Origin timed = settings.timingOrigins().isEmpty() ? null : OriginParser.parse(origin);
      return allowed(origin, "*", timed, request);
    }
    Origin parsed = OriginParser.parse(origin);
    if (parsed == null) {
      return denied(request, Reason.MALFORMED_ORIGIN);
    }
    if (settings.origins().admit(parsed)) {
      return allowed(parsed.toString(), parsed.toString(), parsed, request);
    }
    if (SameOrigin.holds(parsed, request)) {
      return isPreflight(request) ? preflight(null, constantOrigin, request) : notCors;
    }
    if (parsed.isOpaque()) {
      return denied(request, Reason.OPAQUE_ORIGIN);
    }
    boolean hasFunction = settings.function() != null || settings.asyncFunction() != null;
    return hasFunction ? null : denied(request, Reason.NOT_ALLOWED);
  }

  private CorsDecision ask(CorsRequest request) {
    BiPredicate<? super String, ? super CorsRequest> function = settings.function();
    try {
      return verdict(request, function != null && function.test(canonical(request), request));
    } catch (RuntimeException failure) {
      return failed(request, failure);
    }
  }

  private CompletionStage<CorsDecision> askLater(CorsRequest request) {
    BiFunction<? super String, ? super CorsRequest, ? extends CompletionStage<Boolean>> function =
        settings.asyncFunction();
    try {
      CompletionStage<Boolean> answer =
          function == null ? null : function.apply(canonical(request), request);
      if (answer == null) {
        return CompletableFuture.completedFuture(
            failed(request, new IllegalStateException("the origin function returned null")));
      }
      return answer.handle(
          (allowed, failure) ->
              failure == null
                  ? verdict(request, Boolean.TRUE.equals(allowed))
                  : failed(request, Stages.cause(failure)));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedFuture(failed(request, failure));
    }
  }

  private CorsDecision verdict(CorsRequest request, boolean allowed) {
    if (!allowed) {
      return denied(request, Reason.REFUSED_BY_FUNCTION);
    }
    String origin = canonical(request);
    return allowed(origin, origin, OriginParser.parse(origin), request);
  }

  /**
   * The request's origin in its canonical form; called only where it is known to be a proper one.
   */
  private static String canonical(CorsRequest request) {
    String origin = request.origin();
    return Origin.parse(origin == null ? "" : origin).orElse(Origin.OPAQUE).toString();
  }

  private CorsDecision allowed(
      String origin, String allowOrigin, @Nullable Origin parsed, CorsRequest request) {
    return isPreflight(request)
        ? preflight(origin, allowOrigin, request)
        : new Allowed(origin, headers.actual(allowOrigin, parsed));
  }

  private Preflight preflight(
      @Nullable String origin, @Nullable String allowOrigin, CorsRequest request) {
    return new Preflight(
        origin, headers.preflight(allowOrigin, request, origin != null), preflightAnswer);
  }

  private Denied denied(CorsRequest request, Reason reason) {
    if (settings.rejectDisallowed()) {
      CorsAnswer answer =
          reason == Reason.INVALID_CHARACTERS ? CorsAnswer.BAD_REQUEST : CorsAnswer.FORBIDDEN;
      return new Denied(request.origin(), reason, headers.refusal(), answer, null);
    }
    if (isNone()) {
      return new Denied(request.origin(), reason, headers.refusal(), null, null);
    }
    return isPreflight(request)
        ? new Denied(
            request.origin(),
            reason,
            headers.preflight(constantOrigin, request, false),
            preflightAnswer,
            null)
        : new Denied(request.origin(), reason, notCors.headers(), null, null);
  }

  private Denied failed(CorsRequest request, Throwable cause) {
    return new Denied(
        request.origin(), Reason.FUNCTION_FAILED, headers.refusal(), CorsAnswer.BAD_REQUEST, cause);
  }

  private boolean isPreflight(CorsRequest request) {
    if (!request.method().equals("OPTIONS") || isNone()) {
      return false;
    }
    return request.answersEveryOptions()
        || (request.origin() != null && request.header("Access-Control-Request-Method") != null);
  }

  private boolean isAny() {
    return settings.origins().mode() == OriginRules.Mode.ANY;
  }

  private boolean isNone() {
    return settings.origins().mode() == OriginRules.Mode.NONE;
  }

  /** How a policy's origins are to be taken; that of one which nobody has configured is a list. */
  static OriginRules.Mode modeOf(CorsPolicy policy) {
    return policy instanceof FixedPolicy fixed && policy != SAME_ORIGIN_ONLY
        ? fixed.settings.origins().mode()
        : OriginRules.Mode.LISTED;
  }

  PolicySettings settings() {
    return settings;
  }

  @Override
  String nearMiss(Origin origin) {
    for (String allowed : settings.origins().exact()) {
      Origin listed = OriginParser.parse(allowed);
      if (listed != null && !listed.isOpaque() && listed.host().equals(origin.host())) {
        return " The policy has " + allowed + ", which differs in scheme or port.";
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return "CorsPolicy["
        + settings.origins()
        + (settings.function() != null || isAsync() ? ", function" : "")
        + ", credentials="
        + settings.credentials()
        + ", rejectDisallowed="
        + settings.rejectDisallowed()
        + "]";
  }
}
