package dev.socketio.it.cors;

import dev.socketio.cors.CorsPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Values of the options of the {@code cors} package, in our words. */
enum CorsCase {
  NOTHING("no `cors`", b -> b.noOrigin().build()),
  EMPTY("`cors: {}`", CorsPolicy.Builder::build),
  MISSPELT(
      "`origins` (misspelt)",
      b -> CorsPolicy.fromParameters(Map.of("origins", "https://example.com"))),
  ANY("`origin: \"*\"`", b -> b.anyOrigin().build()),
  ANY_WITH_CREDENTIALS(
      "`origin: \"*\"`, `credentials`", b -> b.anyOrigin().credentials(true).build()),
  SINGLE("`origin: \"https://example.com\"`", b -> b.origin("https://example.com").build()),
  REFLECTED("`origin: true`", b -> b.reflectOrigin().build()),
  REFLECTED_WITH_CREDENTIALS(
      "`origin: true`, `credentials`", b -> b.reflectOrigin().credentials(true).build()),
  NONE("`origin: false`", b -> b.noOrigin().build()),
  LIST("`origin: […]`", b -> list(b).build()),
  LIST_OF_ANY("`origin: [\"*\"]`", b -> b.origins("*").build()),
  EMPTY_LIST("`origin: []`", b -> b.origins().build()),
  OPEN_EXPRESSION("`origin: /example\\.com$/`", b -> b.origins("/example\\.com$/").build()),
  WHOLE_EXPRESSION(
      "`origin: /^https:…\\.com$/`", b -> b.origins("/^https:\\/\\/example\\.com$/").build()),
  SLASH(
      "`origin` with a slash",
      b -> b.origins("https://example.com/", "https://example.org").build()),
  FUNCTION(
      "`origin: (…) => true or false`",
      b -> b.originIf((origin, request) -> origin.equals("https://example.com")).build()),
  FAILING_FUNCTION(
      "`origin: (…) => error`",
      b ->
          b.originIf(
                  (origin, request) -> {
                    throw new IllegalStateException("no");
                  })
              .build()),
  DELEGATE(
      "`cors: (req, …) => options`",
      b -> {
        CorsPolicy chosen = list(b).build();
        return CorsPolicy.perRequest(request -> chosen);
      }),
  METHODS("`methods: [\"GET\", \"POST\"]`", b -> list(b).methods("GET", "POST").build()),
  NO_METHODS("`methods: []`", b -> list(b).methods().build()),
  HEADERS(
      "`allowedHeaders: [\"my-custom-header\"]`",
      b -> list(b).allowedHeaders("my-custom-header").build()),
  NO_HEADERS("`allowedHeaders: []`", b -> list(b).allowedHeaders().build()),
  EXPOSED("`exposedHeaders: [\"etag\"]`", b -> list(b).exposedHeaders("etag").build()),
  CREDENTIALS("`credentials: true`", b -> list(b).credentials(true).build()),
  TEXT_CREDENTIALS(
      "`credentials: \"true\"`",
      b ->
          CorsPolicy.fromParameters(
              Map.of(
                  "origin", "https://example.com https://example.org", "credentials", "\"true\""))),
  MAX_AGE("`maxAge: 600`", b -> list(b).maxAge(Duration.ofSeconds(600)).build()),
  MAX_AGE_ZERO("`maxAge: 0`", b -> list(b).maxAge(Duration.ZERO).build()),
  MAX_AGE_NOT_A_NUMBER(
      "`maxAge: NaN`",
      b ->
          CorsPolicy.fromParameters(
              Map.of("origin", "https://example.com https://example.org", "maxAge", "NaN"))),
  CONTINUE("`preflightContinue: true`", b -> list(b).preflightContinue(true).build()),
  STATUS("`optionsSuccessStatus: 200`", b -> list(b).optionsSuccessStatus(200).build());

  /** Name of the configuration of the reference, as {@code reference.mjs} has it. */
  final String reference;

  private final Function<CorsPolicy.Builder, CorsPolicy> policy;

  CorsCase(String reference, Function<CorsPolicy.Builder, CorsPolicy> policy) {
    this.reference = reference;
    this.policy = policy;
  }

  private static CorsPolicy.Builder list(CorsPolicy.Builder builder) {
    return builder.origins("https://example.com", "https://example.org");
  }

  /**
   * {@return the policy}
   *
   * @param rejects false for the reference's behaviour towards origins that are not allowed
   * @throws dev.socketio.cors.CorsConfigurationException if this is nothing to be deployed
   */
  CorsPolicy policy(boolean rejects) {
    return policy.apply(CorsPolicy.builder().rejectDisallowed(rejects));
  }
}
