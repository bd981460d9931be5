package dev.socketio.cors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The response headers a decision asks for: {@code Access-Control-*} and {@code
 * Timing-Allow-Origin}, to be set, and the names for {@code Vary}, to be added to those already
 * there.
 *
 * <p>Threading: immutable.
 */
public final class CorsHeaders {

  static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
  static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";
  static final String ALLOW_PRIVATE_NETWORK = "Access-Control-Allow-Private-Network";
  static final String EXPOSE_HEADERS = "Access-Control-Expose-Headers";
  static final String MAX_AGE = "Access-Control-Max-Age";
  static final String TIMING_ALLOW_ORIGIN = "Timing-Allow-Origin";
  static final String VARY = "Vary";

  /** No headers at all. */
  static final CorsHeaders NONE = new Builder().build();

  private final List<String> vary;
  private final String joinedVary;
  private final String[] namesAndValues;

  private CorsHeaders(List<String> vary, String[] namesAndValues) {
    this.vary = vary;
    this.joinedVary = String.join(", ", vary);
    this.namesAndValues = namesAndValues;
  }

  /**
   * {@return names of request headers the answer depends on, in the order to be written; perhaps
   * empty}
   */
  public List<String> vary() {
    return vary;
  }

  /** The same as one header value; empty when there are none. */
  String joinedVary() {
    return joinedVary;
  }

  /**
   * {@return the value of a header other than {@code Vary}, or null}
   *
   * @param name name of the header in any case
   */
  public @Nullable String get(String name) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i].equalsIgnoreCase(name)) {
        return namesAndValues[i + 1];
      }
    }
    return null;
  }

  /** {@return the value for {@code Access-Control-Allow-Origin}, or null} */
  public @Nullable String allowOrigin() {
    return get(ALLOW_ORIGIN);
  }

  /**
   * Hands over each header other than {@code Vary}.
   *
   * @param header receives name and value
   */
  public void forEach(BiConsumer<String, String> header) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      header.accept(namesAndValues[i], namesAndValues[i + 1]);
    }
  }

  /** {@return all headers, {@code Vary} included, by name in the order to be written} */
  public Map<String, String> asMap() {
    Map<String, String> all = new LinkedHashMap<>();
    forEach(all::put);
    if (!vary.isEmpty()) {
      all.put(VARY, joinedVary);
    }
    return all;
  }

  /** The same headers, with one more name in {@code Vary} unless it is there. */
  CorsHeaders withVary(String name) {
    return vary.contains(name) ? this : new CorsHeaders(concat(vary, name), namesAndValues);
  }

  private static List<String> concat(List<String> names, String name) {
    List<String> more = new ArrayList<>(names);
    more.add(name);
    return List.copyOf(more);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CorsHeaders headers && headers.asMap().equals(asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }

  /** Collects headers; a value that is null or empty leaves its header out. */
  static final class Builder {

    private final List<String> vary = new ArrayList<>();
    private final List<String> namesAndValues = new ArrayList<>();

    Builder set(String name, @Nullable String value) {
      if (value != null && !value.isEmpty()) {
        namesAndValues.add(name);
        namesAndValues.add(value);
      }
      return this;
    }

    Builder varyIf(boolean condition, String name) {
      if (condition && !vary.contains(name)) {
        vary.add(name);
      }
      return this;
    }

    CorsHeaders build() {
      return new CorsHeaders(List.copyOf(vary), namesAndValues.toArray(new String[0]));
    }
  }
}
