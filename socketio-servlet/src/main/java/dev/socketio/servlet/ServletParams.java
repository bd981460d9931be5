package dev.socketio.servlet;

import dev.socketio.cors.CorsPolicy;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Init-params about the servlet itself, rather than about the server behind it. For one thread. */
final class ServletParams {

  /** What the names of the init-params about CORS start with. */
  static final String CORS_PREFIX = "cors.";

  boolean addTrailingSlash = true;
  boolean perMessageDeflate;
  boolean corsExplain;
  boolean closeWithSession;
  boolean jmx = true;
  Set<String> roles = Set.of();
  Set<String> sessionAttributes = Set.of();
  private @Nullable String configurer;
  private @Nullable String server;

  /**
   * Adds the options of every servlet to a table.
   *
   * @param table the table
   * @param <B> what the table is applied to
   * @param params finds the params in it
   */
  static <B> OptionTable<B> addTo(
      OptionTable<B> table, java.util.function.Function<B, ServletParams> params) {
    return table
        .option(
            "addTrailingSlash", OptionType.SWITCH, (b, on) -> params.apply(b).addTrailingSlash = on)
        .option(
            "perMessageDeflate",
            OptionType.SWITCH,
            (b, on) -> params.apply(b).perMessageDeflate = on)
        .option("corsExplain", OptionType.SWITCH, (b, on) -> params.apply(b).corsExplain = on)
        .option(
            "closeWithSession", OptionType.SWITCH, (b, on) -> params.apply(b).closeWithSession = on)
        .leaving(CORS_PREFIX, CorsPolicy.parameterNames())
        .option("roles", OptionType.NAMES, (b, names) -> params.apply(b).roles = names)
        .option(
            "sessionAttributes",
            OptionType.NAMES,
            (b, names) -> params.apply(b).sessionAttributes = names);
  }

  Optional<String> configurer() {
    return Optional.ofNullable(configurer);
  }

  void configurer(String className) {
    configurer = className;
  }

  Optional<String> server() {
    return Optional.ofNullable(server);
  }

  void server(String attribute) {
    server = attribute;
  }
}
