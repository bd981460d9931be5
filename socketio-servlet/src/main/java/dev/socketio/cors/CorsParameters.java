package dev.socketio.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a policy from init-parameters. All problems are collected before they are reported, so one
 * deployment shows them all.
 */
final class CorsParameters {

  /** What stands for a list of origins, by what somebody may write for it. */
  private static final Map<String, String> KEY_WORDS =
      Map.of(
          "true", "true", "reflect", "reflect", "false", "false", "none", "false", "any", "*",
          "all", "*");

  private final String prefix;
  private final CorsPolicy.Builder builder;
  private final List<String> problems = new ArrayList<>();
  private boolean originUnread;

  private CorsParameters(String prefix) {
    this.prefix = prefix;
    this.builder = new CorsPolicy.Builder(prefix);
  }

  /** See {@link CorsPolicy#fromParameters(Map, String)}. */
  static CorsPolicy policy(Map<String, String> parameters, String prefix) {
    Map<String, String> ours = new TreeMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            ours.put(name.substring(prefix.length()), value);
          }
        });
    return ours.isEmpty() ? CorsPolicy.sameOriginOnly() : new CorsParameters(prefix).read(ours);
  }

  private CorsPolicy read(Map<String, String> parameters) {
    parameters.forEach(this::readOne);
    if (originUnread) { // which would be called missing; the rest is checked all the same
      new PolicyChecks(prefix, builder.settings()).collectApartFromOrigin(problems);
      throw CorsConfigurationException.all(problems);
    }
    try {
      CorsPolicy policy = builder.build();
      if (problems.isEmpty()) {
        return policy;
      }
    } catch (CorsConfigurationException wrong) {
      problems.addAll(wrong.problems());
    }
    throw CorsConfigurationException.all(problems);
  }

  private void readOne(String name, String value) {
    try {
      set(name, value.strip());
    } catch (CorsConfigurationException wrong) {
      problems.addAll(wrong.problems());
      originUnread |= name.equals("origin");
    }
  }

  private void set(String name, String value) {
    switch (name) {
      case "origin" -> origin(value);
      case "methods" -> builder.methods(names(name, value, "none"));
      case "allowedHeaders" -> allowedHeaders(name, value);
      case "exposedHeaders" -> builder.exposedHeaders(names(name, value, "none"));
      case "credentials" -> builder.credentials(flag(name, value));
      case "maxAge" -> builder.maxAge(seconds(name, value));
      case "preflightContinue" -> builder.preflightContinue(flag(name, value));
      case "optionsSuccessStatus" -> builder.optionsSuccessStatus(status(name, value));
      case "allowPrivateNetwork" -> builder.allowPrivateNetwork(flag(name, value));
      case "timingOrigins" -> timingOrigins(name, value);
      case "rejectDisallowed" -> builder.rejectDisallowed(flag(name, value));
      default -> throw ParameterNames.unknown(prefix, name, value);
    }
  }

  private void origin(String value) {
    List<String> entries = new ArrayList<>(Text.entries(value));
    if (entries.isEmpty()) {
      throw refuse(
          "origin",
          value,
          "it is empty",
          "write the origins, \"*\" for any, or \"false\" for none");
    }
    if (value.startsWith("[") || value.indexOf('"') >= 0 || value.indexOf('\'') >= 0) {
      String plain = value.replaceAll("^\\[|\\]$|[\"']", "");
      throw refuse(
          "origin",
          value,
          "it is written as in JavaScript; a list here has commas or white space between its entries and neither"
              + " brackets nor quotes around them",
          "write \"" + plain + "\"");
    }
    entries.forEach(this::refuseOtherSpelling);
    if (entries.removeIf(entry -> entry.equals("reflect") || entry.equals("true"))) {
      builder.reflectOrigin();
    }
    if (entries.remove("false")) {
      builder.noOrigin();
    }
    if (entries.size() == 1) {
      builder.origin(entries.get(0));
    } else if (!entries.isEmpty()) {
      builder.origins(entries);
    }
  }

  /** Key words in other letters, or those that mean the same elsewhere. */
  private void refuseOtherSpelling(String entry) {
    String meant = KEY_WORDS.get(Text.lower(entry));
    if (meant != null && !meant.equals(entry)) {
      throw refuse("origin", entry, "it is no origin and no key word", "write \"" + meant + "\"");
    }
  }

  private void timingOrigins(String name, String value) {
    List<String> entries = Text.entries(value);
    if (entries.isEmpty()) {
      throw refuse(
          name, value, "it is empty", "leave it out for none, or write origins, or \"*\" for any");
    }
    builder.timingOrigins(entries.toArray(new String[0]));
  }

  private void allowedHeaders(String name, String value) {
    if (value.equals("reflect")) {
      builder.reflectAllowedHeaders();
    } else {
      builder.allowedHeaders(names(name, value, "none\" to allow none, or \"reflect"));
    }
  }

  private String[] names(String name, String value, String otherwise) {
    if (value.equals("none")) {
      return new String[0];
    }
    List<String> names = Text.entries(value);
    if (names.isEmpty()) {
      throw refuse(
          name,
          value,
          "it is empty",
          "leave it out for the default, or write names or \"" + otherwise + "\"");
    }
    for (String word : List.of("none", "reflect")) {
      if (names.contains(word) && (word.equals("none") || name.equals("allowedHeaders"))) {
        throw refuse(
            name,
            value,
            "\"" + word + "\" stands alone, but there are names besides",
            "keep either \"" + word + "\" or the names");
      }
    }
    return names.toArray(new String[0]);
  }

  private boolean flag(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw refuse(name, value, "allowed are true and false", "write \"true\" or \"false\"");
    }
    return value.equals("true");
  }

  private Duration seconds(String name, String value) {
    try {
      return Duration.ofSeconds(Integer.parseInt(value));
    } catch (NumberFormatException notANumber) {
      throw refuse(
          name,
          value,
          "it is not a number of seconds; allowed are 0 to " + Integer.MAX_VALUE + ", and -1",
          "write for example \"600\"");
    }
  }

  private int status(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException notANumber) {
      throw refuse(name, value, "allowed are 200 and 204", "write \"204\", or leave it out");
    }
  }

  private CorsConfigurationException refuse(String name, String value, String why, String remedy) {
    return CorsConfigurationException.of(prefix + name, value, why, remedy);
  }
}
