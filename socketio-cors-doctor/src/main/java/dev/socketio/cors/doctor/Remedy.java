package dev.socketio.cors.doctor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to change.
 *
 * @param advice what to do, in a sentence or two
 * @param settings the settings of the server's CORS policy to change; empty if there are none
 */
public record Remedy(String advice, List<Setting> settings) {

  /**
   * A setting of a CORS policy.
   *
   * @param name the init-parameter of {@code dev.socketio.cors.CorsFilter}; that of the Socket.IO
   *     servlet has {@code cors.} before it
   * @param value its new value, or what to add to it; names and origins with commas between them
   * @param added whether the value is added to what the setting has already, instead of replacing
   *     it
   */
  public record Setting(String name, String value, boolean added) {

    /** What a setting may be instead of a list. */
    private static final Set<String> WORDS = Set.of("false", "true", "reflect", "*", "none");

    /** {@return the init-parameter of the Socket.IO servlet} */
    public String servletName() {
      return "cors." + name;
    }

    /**
     * {@return what the setting is to be, given what it is now} A list keeps what it has; a word
     * that stands for all or none, such as {@code false} or {@code reflect}, cannot be part of one
     * and is replaced.
     *
     * @param now the init-parameter's value; empty where it is not set
     */
    public String appliedTo(String now) {
      String plain = now.strip();
      if (!added || plain.isEmpty() || WORDS.contains(plain)) {
        return value;
      }
      Set<String> listed = new HashSet<>(List.of(plain.split("[,\\s]+", -1)));
      String missing =
          Arrays.stream(value.split(",", -1))
              .filter(entry -> !listed.contains(entry))
              .collect(Collectors.joining(", "));
      return missing.isEmpty() ? plain : plain + ", " + missing;
    }

    private String initParam() {
      return added
          ? "add " + value + " to init-param " + names() + ", in place of " + words()
          : "set init-param " + names() + " to " + value;
    }

    private String words() {
      return name.equals("origin") ? "false, reflect or *" : "none";
    }

    private String names() {
      return servletName() + " of the servlet (CorsFilter: " + name + ")";
    }

    private String javaCall() {
      return switch (name) {
        case "origin" -> ".origins(\"" + value + "\")";
        case "allowedHeaders" -> ".allowedHeaders(" + quoted() + ")";
        case "methods" -> ".methods(" + quoted() + ")";
        default -> "." + name + "(" + value + ")";
      };
    }

    private String nodeOption() {
      return switch (name) {
        case "origin", "allowedHeaders", "methods" -> name + ": [" + quoted() + "]";
        default -> name + ": " + value;
      };
    }

    private String quoted() {
      return "\"" + String.join("\", \"", value.split(",", -1)) + "\"";
    }
  }

  /** Takes a copy of the settings. */
  public Remedy {
    settings = List.copyOf(settings);
  }

  /**
   * {@return the settings as init-parameters of the Socket.IO servlet and of a CORS filter, each as
   * an instruction: {@code add https://my-frontend.com to init-param cors.origin of the servlet
   * (CorsFilter: origin), in place of false, reflect or *}}
   */
  public List<String> initParams() {
    return settings.stream().map(Setting::initParam).toList();
  }

  /** {@return the settings as calls on a builder in Java, or an empty text if there are none} */
  public String policyCall() {
    return settings.isEmpty()
        ? ""
        : settings.stream()
            .map(Setting::javaCall)
            .collect(Collectors.joining("", "CorsPolicy.builder()", ""));
  }

  /**
   * {@return the settings as the option {@code cors} of the Node.js server, or an empty text if it
   * has none of them}
   */
  public String nodeOption() {
    List<String> options =
        settings.stream()
            .filter(setting -> !setting.name().equals("rejectDisallowed"))
            .map(Setting::nodeOption)
            .toList();
    return options.isEmpty() ? "" : "cors: { " + String.join(", ", options) + " }";
  }
}
