package dev.socketio.cors.doctor.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header lines of a request or an answer, in their order, repeated ones included.
 *
 * <p>Threading: immutable.
 */
public final class Headers {

  private static final Headers NONE = new Headers(List.of());

  private final List<Header> lines;

  private Headers(List<Header> lines) {
    this.lines = List.copyOf(lines);
  }

  /** {@return no headers} */
  public static Headers none() {
    return NONE;
  }

  /**
   * {@return headers of given names and values}
   *
   * @param namesAndValues a name, its value, the next name and so on
   * @throws IllegalArgumentException if a value is missing
   */
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "The header "
              + namesAndValues[namesAndValues.length - 1]
              + " has no value; give names and values in turn.");
    }
    List<Header> lines = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Headers(lines);
  }

  /**
   * {@return headers of given lines}
   *
   * @param lines the lines, in order
   */
  public static Headers of(List<Header> lines) {
    return new Headers(lines);
  }

  /**
   * {@return these and one more}
   *
   * @param name its name
   * @param value its value
   */
  public Headers and(String name, String value) {
    List<Header> more = new ArrayList<>(lines);
    more.add(new Header(name, value));
    return new Headers(more);
  }

  /** {@return all lines, in order} */
  public List<Header> lines() {
    return lines;
  }

  /**
   * {@return the values of all lines of a name, in order; empty if there is none}
   *
   * @param name the name; upper and lower case are the same
   */
  public List<String> all(String name) {
    return lines.stream()
        .filter(line -> line.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /**
   * {@return the values of all lines of a name, joined as the Fetch standard's "get" joins them}
   *
   * @param name the name; upper and lower case are the same
   */
  public Optional<String> combined(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
  }

  /**
   * {@return whether there is a line of a name}
   *
   * @param name the name; upper and lower case are the same
   */
  public boolean has(String name) {
    return !all(name).isEmpty();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}
