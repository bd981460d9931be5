package dev.socketio.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may talk to this server, and how: the options of the {@code cors}
 * package that the reference forwards to, checked when they are set.
 *
 * <pre>{@code
 * CorsPolicy policy = CorsPolicy.builder()
 *     .origins("https://example.com", "https://*.example.org", "http://localhost:[*]")
 *     .allowedHeaders("my-custom-header")
 *     .credentials(true)
 *     .build();
 * }</pre>
 *
 * <p>{@link #decide} is a pure function; {@link CorsFilter} applies what it says. Requests without
 * an {@code Origin} (programs that are no browsers) and requests of this server's own pages are
 * never refused.
 *
 * <p>In a CDI application, produce the policy as a {@code @Singleton} or without a scope: it is
 * immutable, so a client proxy would add nothing.
 *
 * <p>Threading: immutable; functions given to it are called on request threads, concurrently.
 */
public abstract sealed class CorsPolicy permits FixedPolicy, DelegatingPolicy {

  CorsPolicy() {}

  /** {@return a builder, in which at least the origins have to be set} */
  public static Builder builder() {
    return new Builder("");
  }

  /**
   * {@return the policy of who configured none: no other origin is allowed} There are no CORS
   * headers, foreign origins get 403, and an {@code OPTIONS} request goes to the application.
   */
  public static CorsPolicy sameOriginOnly() {
    return FixedPolicy.SAME_ORIGIN_ONLY;
  }

  /**
   * {@return a policy that chooses another one for each request}
   *
   * @param chooser called for every request; if it throws or returns null, the request is answered
   *     400
   */
  public static CorsPolicy perRequest(Function<? super CorsRequest, ? extends CorsPolicy> chooser) {
    return DelegatingPolicy.now(chooser);
  }

  /**
   * {@return a policy that chooses another one for each request, and may take its time}
   *
   * @param chooser called for every request; if it throws or its stage fails, the request is
   *     answered 400
   * @param timeout how long {@link #decide} waits for it
   */
  public static CorsPolicy perRequestAsync(
      Function<? super CorsRequest, ? extends CompletionStage<? extends CorsPolicy>> chooser,
      Duration timeout) {
    return DelegatingPolicy.later(chooser, PolicyChecks.positive("timeout", timeout));
  }

  /**
   * {@return the policy described by init-parameters} Names and forms are those of {@link
   * CorsFilter}.
   *
   * @param parameters names and values; when empty, the policy is {@link #sameOriginOnly()}
   * @throws CorsConfigurationException naming everything that is wrong
   */
  public static CorsPolicy fromParameters(Map<String, String> parameters) {
    return fromParameters(parameters, "");
  }

  /**
   * {@return the policy described by those init-parameters whose name starts with a prefix} For a
   * component that has parameters of other kinds too.
   *
   * @param parameters names and values; those without the prefix are not looked at
   * @param prefix for example {@code cors.}; empty to look at all
   * @throws CorsConfigurationException naming everything that is wrong
   */
  public static CorsPolicy fromParameters(Map<String, String> parameters, String prefix) {
    return CorsParameters.policy(parameters, prefix);
  }

  /** {@return the names of the init-parameters that {@link #fromParameters(Map)} knows} */
  public static List<String> parameterNames() {
    return ParameterNames.ALL;
  }

  /**
   * Decides on one request. With an {@linkplain #isAsync() asynchronous} function this waits for
   * it, a bounded time.
   *
   * @param request the request
   * @return the decision; a function that throws or is late leads to {@link
   *     CorsDecision.Reason#FUNCTION_FAILED}
   */
  public abstract CorsDecision decide(CorsRequest request);

  /**
   * Decides on one request without waiting.
   *
   * @param request the request
   * @return a stage with the decision, complete already unless an asynchronous function was asked;
   *     it never fails
   */
  public abstract CompletionStage<CorsDecision> decideAsync(CorsRequest request);

  /** {@return whether a decision may take time, because it depends on an asynchronous function} */
  public abstract boolean isAsync();

  /**
   * A sentence about an allowed origin that differs little from a refused one, with a space before
   * it, or nothing.
   */
  abstract String nearMiss(Origin origin);

  /**
   * Sets up a policy. Each setting is checked as it is made, and their combination in {@link
   * #build()}.
   *
   * <p>An origin is written in one of these forms: exactly ({@code https://example.com}; upper
   * case, a default port and a host in Unicode are brought into the form browsers send), as a glob
   * ({@code https://*.example.com}, {@code http://localhost:[*]}, {@code
   * https://example.com:[8080,8443]}), as a regular expression between slashes for the whole origin
   * ({@code /https://app-[0-9]+\.example\.com/}), or {@code null} for the opaque origin.
   *
   * <p>Threading: for use by one thread.
   */
  public static final class Builder {

    static final Duration DEFAULT_DECISION_TIMEOUT = Duration.ofSeconds(5);

    private static final String DEFAULT_METHODS = "GET,HEAD,PUT,PATCH,POST,DELETE";

    private final String prefix;
    private final OriginRules.Builder origins;
    private final OriginRules.Builder timingOrigins;
    private final List<String> singles = new ArrayList<>();
    private boolean listed;
    private @Nullable BiPredicate<? super String, ? super CorsRequest> function;
    private @Nullable
        BiFunction<? super String, ? super CorsRequest, ? extends CompletionStage<Boolean>>
        asyncFunction;
    private String methods = DEFAULT_METHODS;
    private @Nullable String allowedHeaders;
    private String exposedHeaders = "";
    private boolean credentials;
    private @Nullable Long maxAgeSeconds;
    private boolean preflightContinue;
    private int optionsSuccessStatus = 204;
    private boolean allowPrivateNetwork;
    private boolean rejectDisallowed = true;
    private Duration decisionTimeout = DEFAULT_DECISION_TIMEOUT;

    Builder(String prefix) {
      this.prefix = prefix;
      this.origins = new OriginRules.Builder(prefix + "origin", "anyOrigin()");
      this.timingOrigins =
          new OriginRules.Builder(prefix + "timingOrigins", "timingOrigins(\"*\")");
    }

    /**
     * Allows one origin. As long as it is the only one, and exact, it is sent to everybody, whoever
     * asks, as the reference does for a single string; browsers of other origins then see that it
     * is not theirs.
     *
     * @param origin in one of the forms above, or {@code *}, which is {@link #anyOrigin()}
     * @return this builder
     * @throws CorsConfigurationException if it is none of them
     */
    public Builder origin(String origin) {
      if (origin.strip().equals("*")) {
        return anyOrigin();
      }
      singles.add(origin);
      return add(origin);
    }

    /**
     * Allows the origins of a list; each is answered with itself.
     *
     * @param list origins, each in one of the forms above; an empty list allows none
     * @return this builder
     * @throws CorsConfigurationException if one is none of them, or is {@code *}
     */
    public Builder origins(String... list) {
      return origins(Arrays.asList(list));
    }

    /**
     * Allows the origins of a list, as {@link #origins(String...)}.
     *
     * @param list origins, each in one of the forms above; an empty list allows none
     * @return this builder
     * @throws CorsConfigurationException if one is none of them, or is {@code *}
     */
    public Builder origins(Collection<String> list) {
      listed = true;
      list.forEach(this::add);
      return this;
    }

    private Builder add(String entry) {
      origins.add(entry);
      return this;
    }

    /**
     * Allows the origins that match a regular expression from the first to the last character, case
     * aside.
     *
     * @param pattern for the serialised origin, with scheme; its dots escaped
     * @return this builder
     * @throws CorsConfigurationException if it would let foreign hosts in
     */
    public Builder originPattern(Pattern pattern) {
      listed = true;
      origins.add(OriginRegex.compile(prefix + "origin", pattern));
      return this;
    }

    /**
     * Asks a function about origins that nothing else allows. It is never asked about this server's
     * own pages, about {@code null}, or without an {@code Origin}.
     *
     * @param allowed given the origin in the form browsers send, and the request; if it throws, the
     *     request is answered 400 without CORS headers
     * @return this builder
     * @throws CorsConfigurationException if a function is set already
     */
    public Builder originIf(BiPredicate<? super String, ? super CorsRequest> allowed) {
      refuseSecondFunction();
      function = allowed;
      return this;
    }

    /**
     * Asks a function that may take its time, as {@link #originIf}. The request's thread waits for
     * it, since only there the filters and servlets behind can run in their order and a WebSocket
     * be upgraded.
     *
     * @param allowed given the origin in the form browsers send, and the request
     * @return this builder
     * @throws CorsConfigurationException if a function is set already
     * @see #decisionTimeout(Duration)
     */
    public Builder originIfAsync(
        BiFunction<? super String, ? super CorsRequest, ? extends CompletionStage<Boolean>>
            allowed) {
      refuseSecondFunction();
      asyncFunction = allowed;
      return this;
    }

    private void refuseSecondFunction() {
      if (function != null || asyncFunction != null) {
        throw PolicyChecks.secondFunction(prefix + "origin");
      }
    }

    /**
     * Allows every origin, by {@code *}: for data that is public, since credentials cannot go with
     * it.
     *
     * @return this builder
     */
    public Builder anyOrigin() {
      return mode(OriginRules.Mode.ANY);
    }

    /**
     * Allows every origin but {@code null}, answering each with itself. List {@code null} besides
     * to allow it.
     *
     * @return this builder
     */
    public Builder reflectOrigin() {
      return mode(OriginRules.Mode.REFLECT);
    }

    /**
     * Allows no origin and sends no CORS headers, as {@link CorsPolicy#sameOriginOnly()}.
     *
     * @return this builder
     */
    public Builder noOrigin() {
      return mode(OriginRules.Mode.NONE);
    }

    private Builder mode(OriginRules.Mode chosen) {
      origins.mode(chosen);
      return this;
    }

    /**
     * Methods a preflight names as allowed. Default: {@code GET,HEAD,PUT,PATCH,POST,DELETE}.
     *
     * @param names methods in upper case; none to leave the header out
     * @return this builder
     * @throws CorsConfigurationException if one is no method name
     */
    public Builder methods(String... names) {
      methods = HeaderNames.methods(prefix + "methods", names);
      return this;
    }

    /**
     * Request headers a preflight names as allowed. Default: those the browser asks for.
     *
     * @param names header names; none to allow no others than the safelisted
     * @return this builder
     * @throws CorsConfigurationException if one is no header name
     */
    public Builder allowedHeaders(String... names) {
      allowedHeaders = HeaderNames.headers(prefix + "allowedHeaders", names);
      return this;
    }

    /**
     * Allows whatever request headers the browser asks for. This is the default.
     *
     * @return this builder
     */
    public Builder reflectAllowedHeaders() {
      allowedHeaders = null;
      return this;
    }

    /**
     * Response headers that scripts may read. Default: none but the safelisted.
     *
     * @param names header names
     * @return this builder
     * @throws CorsConfigurationException if one is no header name
     */
    public Builder exposedHeaders(String... names) {
      exposedHeaders = HeaderNames.headers(prefix + "exposedHeaders", names);
      return this;
    }

    /**
     * Whether requests may come with cookies and other credentials: the client's {@code
     * withCredentials}. Default: false.
     *
     * @param allowed true to allow them, which takes origins that are named
     * @return this builder
     */
    public Builder credentials(boolean allowed) {
      credentials = allowed;
      return this;
    }

    /**
     * How long a browser may keep the answer to a preflight. Default: not said, by which browsers
     * keep it 5 seconds.
     *
     * @param age whole seconds from 0 on, or -1 second to forbid keeping it
     * @return this builder
     * @throws CorsConfigurationException if it is out of range
     */
    public Builder maxAge(Duration age) {
      maxAgeSeconds = PolicyChecks.maxAge(prefix + "maxAge", age);
      return this;
    }

    /**
     * Whether preflights go on to the application after their headers are set. Default: false. The
     * Socket.IO servlet then answers them 400, so this is only of use for resources that answer
     * {@code OPTIONS} themselves.
     *
     * @param passOn true to pass them on
     * @return this builder
     */
    public Builder preflightContinue(boolean passOn) {
      preflightContinue = passOn;
      return this;
    }

    /**
     * Status of an answered preflight. Default: 204.
     *
     * @param status 204, or 200 for old clients that stumble over 204
     * @return this builder
     * @throws CorsConfigurationException if it is another
     */
    public Builder optionsSuccessStatus(int status) {
      optionsSuccessStatus = PolicyChecks.successStatus(prefix + "optionsSuccessStatus", status);
      return this;
    }

    /**
     * Whether pages of the public internet may reach this server in a private network, where a
     * browser asks that in a preflight (Private Network Access). Default: false.
     *
     * @param allowed true to allow it to the allowed origins
     * @return this builder
     */
    public Builder allowPrivateNetwork(boolean allowed) {
      allowPrivateNetwork = allowed;
      return this;
    }

    /**
     * Origins whose pages may read the timing of requests ({@code Timing-Allow-Origin}). Default:
     * none.
     *
     * @param list {@code *} alone, or origins in one of the forms above
     * @return this builder
     * @throws CorsConfigurationException if one is none of them
     */
    public Builder timingOrigins(String... list) {
      if (list.length == 1 && list[0].strip().equals("*")) {
        timingOrigins.mode(OriginRules.Mode.ANY);
      } else {
        Arrays.asList(list).forEach(timingOrigins::add);
      }
      return this;
    }

    /**
     * Whether requests of origins that are not allowed are refused with 403, WebSocket handshakes
     * included. Default: true. With false they go on as the reference lets them, without {@code
     * Access-Control-Allow-Origin}: a browser then hides responses from the page, but not what a
     * request does, and not the messages of a WebSocket.
     *
     * @param reject false for the reference's behaviour
     * @return this builder
     */
    public Builder rejectDisallowed(boolean reject) {
      rejectDisallowed = reject;
      return this;
    }

    /**
     * How long a request waits for {@link #originIfAsync}. Default: 5 seconds; after that it is
     * answered 400.
     *
     * @param limit more than zero
     * @return this builder
     * @throws CorsConfigurationException if it is not
     */
    public Builder decisionTimeout(Duration limit) {
      decisionTimeout = PolicyChecks.positive(prefix + "decisionTimeout", limit);
      return this;
    }

    /**
     * {@return the policy}
     *
     * @throws CorsConfigurationException if no origin is set, or settings contradict each other or
     *     would open the server to everybody's credentials
     */
    public CorsPolicy build() {
      boolean functional = function != null || asyncFunction != null;
      boolean anyListed = listed || !singles.isEmpty() || functional;
      PolicySettings settings = settings();
      new PolicyChecks(prefix, settings).run(origins.hasMode() || anyListed, anyListed);
      return new FixedPolicy(settings);
    }

    PolicySettings settings() {
      OriginRules rules = origins.build();
      boolean functional = function != null || asyncFunction != null;
      boolean single = singles.size() == 1 && !listed && !functional && !origins.hasMode();
      String fixed = single && rules.exact().size() == 1 ? rules.exact().iterator().next() : null;
      return new PolicySettings(
          rules,
          fixed,
          function,
          asyncFunction,
          methods,
          allowedHeaders,
          exposedHeaders,
          credentials,
          maxAgeSeconds,
          preflightContinue,
          optionsSuccessStatus,
          allowPrivateNetwork,
          timingOrigins.build(),
          rejectDisallowed,
          decisionTimeout);
    }
  }
}
