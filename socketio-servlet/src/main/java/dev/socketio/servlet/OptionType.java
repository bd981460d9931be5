package dev.socketio.servlet;

import dev.socketio.engine.TransportName;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the text of an init-param becomes a value. The reference's units count: milliseconds and
 * bytes, as bare numbers.
 *
 * @param allowed what a correct text looks like, for messages
 * @param parser gives the value, or throws {@link IllegalArgumentException}
 * @param <T> type of the value
 */
record OptionType<T>(String allowed, Function<String, T> parser) {

  static final OptionType<Duration> MILLISECONDS =
      new OptionType<>(
          "a whole number of milliseconds without a unit, such as 25000",
          text -> Duration.ofMillis(wholeNumber(text)));

  static final OptionType<Long> BYTES =
      new OptionType<>(
          "a whole number of bytes without a unit, such as 1000000", OptionType::wholeNumber);

  static final OptionType<Integer> SMALL_BYTES =
      new OptionType<>(
          "a whole number of bytes without a unit, such as 1000000",
          text -> Math.toIntExact(wholeNumber(text)));

  static final OptionType<Integer> COUNT =
      new OptionType<>("a whole number, such as 10", text -> Math.toIntExact(wholeNumber(text)));

  static final OptionType<Boolean> SWITCH = oneOf(Boolean::valueOf, "true", "false");

  static final OptionType<Set<TransportName>> TRANSPORTS =
      new OptionType<>(
          "polling, websocket, or both with a comma between them", OptionType::transports);

  static final OptionType<Set<String>> NAMES =
      new OptionType<>("names with commas between them", OptionType::names);

  static final OptionType<String> TEXT = new OptionType<>("a name", OptionType::notEmpty);

  /**
   * {@return a type with a few permitted texts}
   *
   * @param parser gets one of the texts
   * @param texts what is permitted
   */
  static <T> OptionType<T> oneOf(Function<String, T> parser, String... texts) {
    return new OptionType<>(
        String.join(" or ", texts),
        text -> {
          if (!Arrays.asList(texts).contains(text)) {
            throw new IllegalArgumentException(text);
          }
          return parser.apply(text);
        });
  }

  private static long wholeNumber(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new NumberFormatException(text);
    }
    return Long.parseLong(text);
  }

  private static Set<TransportName> transports(String text) {
    Set<TransportName> transports = EnumSet.noneOf(TransportName.class);
    for (String name : names(text)) {
      transports.add(
          Arrays.stream(TransportName.values())
              .filter(transport -> transport.wireName().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(name)));
    }
    return transports;
  }

  private static Set<String> names(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::trim)
        .map(OptionType::notEmpty)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String notEmpty(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }
}
