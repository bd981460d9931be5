package dev.socketio.cors;

import java.util.List;
import java.util.Locale;

/**
 * Checks lists of methods and header names and joins them as the reference does: by a comma without
 * a space.
 */
final class HeaderNames {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private HeaderNames() {}

  static String methods(String parameter, String... names) {
    for (String name : names) {
      String upper = name.toUpperCase(Locale.ROOT);
      if (!name.equals(upper) && METHODS.contains(upper)) {
        throw CorsConfigurationException.of(
            parameter, name, "methods are compared with their case", "write \"" + upper + "\"");
      }
    }
    return join(parameter, "a method is one word, such as POST", names);
  }

  static String headers(String parameter, String... names) {
    return join(parameter, "the name of a header is one word, such as my-custom-header", names);
  }

  private static String join(String parameter, String form, String... names) {
    for (String name : names) {
      if (!Text.isToken(name)) {
        throw CorsConfigurationException.of(
            parameter,
            name,
            form + "; allowed are letters, digits and !#$%&'*+-.^_`|~",
            "list the names one by one, without quotes");
      }
    }
    return String.join(",", names);
  }
}
