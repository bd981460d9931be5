package dev.socketio.cors;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which origins are meant: any, all that are reflected, or those of a list of exact origins, globs
 * and expressions.
 *
 * <p>Threading: immutable.
 *
 * @param mode how the list is to be taken
 * @param exact serialised origins, found by their hash
 * @param globs asked one after the other
 * @param expressions asked last
 */
record OriginRules(
    Mode mode, Set<String> exact, List<OriginGlob> globs, List<OriginRegex> expressions) {

  /** What an origin is compared with. */
  enum Mode {
    /** Every origin, answered with {@code *}. */
    ANY,
    /** Every origin but {@code null}, answered with itself; {@code null} if listed. */
    REFLECT,
    /** No origin, and no CORS headers: the reference's {@code false}. */
    NONE,
    /** Those of the lists. */
    LISTED;

    /** As an init-parameter says it; of a list, in words. */
    String written() {
      return switch (this) {
        case ANY -> "*";
        case REFLECT -> "reflect";
        case NONE -> "false";
        case LISTED -> "a list";
      };
    }
  }

  /** Whether a parsed origin is meant. The lists are asked in the order of their cost. */
  boolean admit(Origin origin) {
    if (mode == Mode.ANY || exact.contains(origin.toString())) {
      return true;
    }
    if (mode == Mode.REFLECT) {
      return !origin.isOpaque();
    }
    for (OriginGlob glob : globs) {
      if (glob.matches(origin)) {
        return true;
      }
    }
    for (OriginRegex expression : expressions) {
      if (expression.matches(origin)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is nothing to compare with. */
  boolean isEmpty() {
    return mode == Mode.LISTED && hasEmptyLists();
  }

  /** Whether no origin and no pattern is listed, whatever the mode. */
  boolean hasEmptyLists() {
    return exact.isEmpty() && globs.isEmpty() && expressions.isEmpty();
  }

  /** Whether the answer to a request depends on its origin. */
  boolean dependsOnOrigin() {
    return mode != Mode.ANY;
  }

  /** What is meant, in a few words and without naming an origin. */
  @Override
  public String toString() {
    return mode == Mode.LISTED
        ? exact.size() + " origins, " + (globs.size() + expressions.size()) + " patterns"
        : Text.lower(mode.name());
  }

  /** Collects the entries of a list. */
  static final class Builder {

    private final String parameter;
    private final String anyCall;
    private @Nullable Mode mode;
    private final Set<String> exact = new LinkedHashSet<>();
    private final List<OriginGlob> globs = new ArrayList<>();
    private final List<OriginRegex> expressions = new ArrayList<>();

    /**
     * An empty list.
     *
     * @param parameter name of the setting, for messages
     * @param anyCall what allows any origin in Java
     */
    Builder(String parameter, String anyCall) {
      this.parameter = parameter;
      this.anyCall = anyCall;
    }

    /** Sets what stands for a list; a second, other one contradicts the first. */
    void mode(Mode chosen) {
      if (mode != null && mode != chosen) {
        throw CorsConfigurationException.of(
            parameter,
            mode.written() + ", " + chosen.written(),
            "each of the two stands alone, and they contradict each other",
            "keep either \"" + mode.written() + "\" or \"" + chosen.written() + "\"");
      }
      mode = chosen;
    }

    /** Whether {@link #mode} was called. */
    boolean hasMode() {
      return mode != null;
    }

    /** Adds an exact origin, a glob, or an expression between slashes. */
    void add(String entry) {
      String text = entry.strip();
      if (text.equals("*")) {
        throw CorsConfigurationException.of(
            parameter,
            text,
            "in a list '*' would be compared like an origin and match none",
            "allow any origin by '*' alone (in Java: " + anyCall + "), or list origins without it");
      }
      if (OriginRegex.looksLikeOne(text)) {
        expressions.add(OriginRegex.compile(parameter, text));
      } else if (OriginGlob.looksLikeOne(text)) {
        globs.add(OriginGlob.compile(parameter, text));
      } else {
        exact.add(ConfiguredOrigin.read(parameter, text).toString());
      }
    }

    void add(OriginRegex expression) {
      expressions.add(expression);
    }

    OriginRules build() {
      Mode chosen = mode == null ? Mode.LISTED : mode;
      return new OriginRules(
          chosen, Set.copyOf(exact), List.copyOf(globs), List.copyOf(expressions));
    }
  }
}
