package dev.socketio.json;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of the JDK that travel as a JSON string, and back: dates and times in ISO 8601, UUID,
 * URI, characters.
 */
final class TextTypes {
  private static final Map<Class<?>, Function<String, Object>> PARSERS =
      Map.ofEntries(
          Map.entry(Instant.class, Instant::parse),
          Map.entry(LocalDate.class, LocalDate::parse),
          Map.entry(LocalTime.class, LocalTime::parse),
          Map.entry(LocalDateTime.class, LocalDateTime::parse),
          Map.entry(OffsetDateTime.class, OffsetDateTime::parse),
          Map.entry(ZonedDateTime.class, ZonedDateTime::parse),
          Map.entry(Duration.class, Duration::parse),
          Map.entry(UUID.class, UUID::fromString),
          Map.entry(URI.class, URI::create),
          Map.entry(Character.class, TextTypes::onlyCharacter),
          Map.entry(char.class, TextTypes::onlyCharacter));

  private TextTypes() {}

  static boolean isWritten(Object value) {
    return value instanceof Temporal
        || value instanceof Duration
        || value instanceof UUID
        || value instanceof URI
        || value instanceof Character;
  }

  static String write(Object value) {
    return value.toString();
  }

  static boolean isRead(Class<?> type) {
    return PARSERS.containsKey(type);
  }

  /**
   * Reads a value from its text.
   *
   * @param type one for which {@link #isRead} says yes
   * @param text text from the client
   * @return the value, or {@code null} if the text is not one
   */
  static @Nullable Object read(Class<?> type, String text) {
    try {
      Function<String, Object> parser = PARSERS.get(type);
      return parser == null ? null : parser.apply(text);
    } catch (DateTimeException | IllegalArgumentException notOne) {
      return null;
    }
  }

  private static Object onlyCharacter(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException("not one character");
    }
    return text.charAt(0);
  }
}
