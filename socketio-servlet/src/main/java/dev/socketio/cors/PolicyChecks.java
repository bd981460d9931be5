package dev.socketio.cors;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Checks settings against each other. What would hand a user's credentials to any page is refused;
 * what is merely odd is logged.
 */
final class PolicyChecks {

  private static final Logger LOG = System.getLogger("dev.socketio.cors");

  private final String prefix;
  private final PolicySettings settings;
  private final Logger logger;
  private final OriginRules origins;

  PolicyChecks(String prefix, PolicySettings settings) {
    this(prefix, settings, LOG);
  }

  /** The same with its surroundings handed in. */
  PolicyChecks(String prefix, PolicySettings settings, Logger logger) {
    this.logger = logger;
    this.prefix = prefix;
    this.settings = settings;
    this.origins = settings.origins();
  }

  /**
   * Runs all checks.
   *
   * @param originSet whether anything was said about origins
   * @param anyListed whether origins, patterns or a function were given
   */
  void run(boolean originSet, boolean anyListed) {
    if (!originSet) {
      throw refuse(
          "origin",
          "",
          "it is missing, and there is no default",
          "name the origins of the pages that may connect, such as \"https://example.com\"; write \"*\" for any page"
              + " without credentials, or \"false\" for none");
    }
    List<String> problems = new ArrayList<>();
    collect(problems, () -> refuseMixture(anyListed));
    if (settings.credentials()) {
      collect(problems, this::refuseCredentialsForAnybody);
    }
    collectApartFromOrigin(problems);
    if (!problems.isEmpty()) {
      throw CorsConfigurationException.all(problems);
    }
    warn();
  }

  /**
   * Runs the checks that have nothing to do with who is allowed.
   *
   * @param problems takes what is wrong
   */
  void collectApartFromOrigin(List<String> problems) {
    collect(problems, () -> refuseMixture(settings.timingOrigins()));
    if (settings.credentials()) {
      String allowedHeaders = settings.allowedHeaders();
      collect(problems, () -> refuseWildcard("methods", settings.methods()));
      collect(problems, () -> refuseWildcard("exposedHeaders", settings.exposedHeaders()));
      collect(
          problems,
          () -> refuseWildcard("allowedHeaders", allowedHeaders == null ? "" : allowedHeaders));
    }
  }

  private static void collect(List<String> problems, Runnable check) {
    try {
      check.run();
    } catch (CorsConfigurationException wrong) {
      problems.addAll(wrong.problems());
    }
  }

  /** The seconds of a maximum age, if it is one that can be written. */
  static long maxAge(String parameter, Duration age) {
    if (age.getSeconds() < -1 || age.getSeconds() > Integer.MAX_VALUE || age.getNano() != 0) {
      throw CorsConfigurationException.of(
          parameter,
          age.toString(),
          "allowed are whole seconds from 0 to " + Integer.MAX_VALUE + ", or -1",
          "write 600 for ten minutes, or leave it out");
    }
    return age.getSeconds();
  }

  /** The status of an answered preflight, if it is one of the two that make sense. */
  static int successStatus(String parameter, int status) {
    if (status != 200 && status != 204) {
      throw CorsConfigurationException.of(
          parameter,
          Integer.toString(status),
          "allowed are 200 and 204",
          "write 204, or leave it out");
    }
    return status;
  }

  /** The exception for a function where there is one already. */
  static CorsConfigurationException secondFunction(String parameter) {
    return CorsConfigurationException.of(
        parameter,
        "two functions",
        "a policy asks one function, and the second would replace the first",
        "call originIf or originIfAsync once, with a function that combines them");
  }

  /** A limit of time, if it leaves any. */
  static Duration positive(String parameter, Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw CorsConfigurationException.of(
          parameter, limit.toString(), "allowed is more than zero", "write for example PT5S");
    }
    return limit;
  }

  private void refuseMixture(boolean anyListed) {
    OriginRules.Mode mode = origins.mode();
    boolean onlyNull = origins.exact().equals(Set.of("null")) && patterns() == 0 && !hasFunction();
    if (mode == OriginRules.Mode.LISTED
        || !anyListed
        || (mode == OriginRules.Mode.REFLECT && onlyNull)) {
      return;
    }
    throw refuse(
        "origin",
        origins.mode().written(),
        "it stands alone, but other origins or a function are set besides",
        "keep either \"" + origins.mode().written() + "\" or the origins");
  }

  private void refuseMixture(OriginRules timing) {
    if (timing.mode() == OriginRules.Mode.ANY && !timing.hasEmptyLists()) {
      throw refuse(
          "timingOrigins",
          "*",
          "it stands alone, but origins are listed besides",
          "keep either \"*\" or the origins");
    }
  }

  private void refuseCredentialsForAnybody() {
    String remedy =
        "name the origins that may connect with credentials, or set credentials to false";
    if (origins.mode() == OriginRules.Mode.ANY) {
      throw refuse(
          "origin",
          "*",
          "browsers do not send credentials where any origin is allowed by '*'",
          remedy);
    }
    if (origins.exact().contains("null")) {
      throw refuse(
          "origin",
          "null",
          "with credentials any sandboxed frame of any page could act for the user",
          remedy);
    }
    if (origins.mode() == OriginRules.Mode.REFLECT) {
      throw refuse(
          "origin",
          origins.mode().written(),
          "with credentials any page of the web could act for the user",
          remedy);
    }
    for (OriginGlob glob : origins.globs()) {
      if (glob.isOpenToAnybody()) {
        throw refuse(
            "origin",
            glob.toString(),
            "with credentials a page of anybody who registers a matching host could act for the user",
            remedy);
      }
    }
  }

  private void refuseWildcard(String name, String value) {
    if (List.of(value.split(",", -1)).contains("*")) {
      throw refuse(
          name,
          value,
          "with credentials browsers take '*' for a name, not for all names",
          "list the names");
    }
  }

  private void warn() {
    String parameter = "CORS parameter \"" + prefix + "origin\" ";
    if (origins.isEmpty() && !hasFunction()) {
      logger.log(Level.WARNING, parameter + "is an empty list: no foreign origin is allowed.");
    }
    if (settings.credentials() && !settings.rejectDisallowed()) {
      logger.log(
          Level.WARNING,
          "CORS parameter \""
              + prefix
              + "rejectDisallowed\" is false, with credentials: a page of any origin can open a WebSocket with the"
              + " cookies of whoever looks at it (cross-site WebSocket hijacking), unless allowRequest refuses it."
              + " Remedy: leave the parameter out.");
    }
    if (origins.globs().stream().anyMatch(OriginGlob::isOpenToAnybody)) {
      logger.log(
          Level.WARNING,
          parameter
              + "has a pattern with one fixed label behind the '*': if that is a public domain, anybody can own a"
              + " matching host.");
    }
  }

  private int patterns() {
    return origins.globs().size() + origins.expressions().size();
  }

  private boolean hasFunction() {
    return settings.function() != null || settings.asyncFunction() != null;
  }

  private CorsConfigurationException refuse(String name, String value, String why, String remedy) {
    return CorsConfigurationException.of(prefix + name, value, why, remedy);
  }
}
