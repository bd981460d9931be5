package dev.socketio.cors;

import dev.socketio.cors.CorsDecision.Allowed;
import dev.socketio.cors.CorsDecision.Denied;
import dev.socketio.cors.CorsDecision.NotCors;
import dev.socketio.cors.CorsDecision.Preflight;
import dev.socketio.cors.CorsDecision.Reason;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the policy by the request. Whatever is chosen, the response depends on the origin as far
 * as anybody can tell, so {@code Vary} always has it.
 */
final class DelegatingPolicy extends CorsPolicy {

  private static final CorsHeaders VARY = new CorsHeaders.Builder().varyIf(true, "Origin").build();

  private final Function<? super CorsRequest, ? extends CompletionStage<? extends CorsPolicy>>
      chooser;
  private final @Nullable Function<? super CorsRequest, ? extends CorsPolicy> atOnce;
  private final Duration timeout;

  private DelegatingPolicy(
      Function<? super CorsRequest, ? extends CompletionStage<? extends CorsPolicy>> chooser,
      @Nullable Function<? super CorsRequest, ? extends CorsPolicy> atOnce,
      Duration timeout) {
    this.chooser = chooser;
    this.atOnce = atOnce;
    this.timeout = timeout;
  }

  static DelegatingPolicy now(Function<? super CorsRequest, ? extends CorsPolicy> chooser) {
    return new DelegatingPolicy(
        request -> CompletableFuture.<CorsPolicy>completedFuture(chooser.apply(request)),
        chooser,
        Builder.DEFAULT_DECISION_TIMEOUT);
  }

  static DelegatingPolicy later(
      Function<? super CorsRequest, ? extends CompletionStage<? extends CorsPolicy>> chooser,
      Duration timeout) {
    return new DelegatingPolicy(chooser, null, timeout);
  }

  @Override
  public CorsDecision decide(CorsRequest request) {
    if (atOnce == null) {
      return Stages.await(decideAsync(request), timeout, late -> failed(request, late));
    }
    try { // for as long as the chosen policy waits
      CorsPolicy policy = atOnce.apply(request);
      return withVary(Objects.requireNonNull(policy, "no policy was chosen").decide(request));
    } catch (RuntimeException failure) {
      return failed(request, failure);
    }
  }

  @Override
  public CompletionStage<CorsDecision> decideAsync(CorsRequest request) {
    try {
      return choose(request)
          .thenCompose(
              policy -> Objects.requireNonNull(policy, "no policy was chosen").decideAsync(request))
          .handle(
              (decision, failure) ->
                  failure == null ? withVary(decision) : failed(request, Stages.cause(failure)));
    } catch (RuntimeException failure) {
      return CompletableFuture.completedFuture(failed(request, failure));
    }
  }

  private CompletionStage<? extends CorsPolicy> choose(CorsRequest request) {
    return Objects.requireNonNull(chooser.apply(request), "no policy was chosen");
  }

  @Override
  public boolean isAsync() {
    return atOnce == null;
  }

  @Override
  String nearMiss(Origin origin) {
    return "";
  }

  private static CorsDecision withVary(CorsDecision decision) {
    CorsHeaders headers = decision.headers().withVary("Origin");
    if (decision instanceof NotCors) {
      return new NotCors(headers);
    }
    if (decision instanceof Allowed allowed) {
      return new Allowed(allowed.origin(), headers);
    }
    if (decision instanceof Preflight preflight) {
      return new Preflight(preflight.origin(), headers, preflight.answer());
    }
    Denied denied = (Denied) decision;
    return new Denied(denied.origin(), denied.reason(), headers, denied.answer(), denied.cause());
  }

  private static CorsDecision failed(CorsRequest request, Throwable cause) {
    return new Denied(
        request.origin(), Reason.FUNCTION_FAILED, VARY, CorsAnswer.BAD_REQUEST, cause);
  }

  @Override
  public String toString() {
    return "CorsPolicy[per request]";
  }
}
