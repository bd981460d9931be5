package dev.socketio.demo;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What visitors may call themselves and their rooms, and what they may send. */
final class Rules {

  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,24}");
  private static final Pattern ROOM = Pattern.compile("[\\p{L}\\p{N}-]{1,24}");
  private static final Set<String> IMAGE_TYPES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_IMAGE = 1_000_000;
  private static final int MAX_FILE_NAME = 80;

  private Rules() {}

  static String name(String name) throws RuleException {
    String trimmed = name.strip();
    check(NAME.matcher(trimmed).matches(), "Your name needs 1 to 24 characters.");
    return trimmed;
  }

  static String room(String name) throws RuleException {
    String room = name.strip().toLowerCase(Locale.ROOT);
    check(
        ROOM.matcher(room).matches(),
        "The name of a room needs 1 to 24 letters, digits or hyphens.");
    return room;
  }

  static String text(String text) throws RuleException {
    String trimmed = text.strip();
    check(
        !trimmed.isEmpty() && trimmed.length() <= MAX_TEXT,
        "A message needs 1 to 1,000 characters.");
    return trimmed;
  }

  static Picture picture(Picture picture, byte[] bytes) throws RuleException {
    check(IMAGE_TYPES.contains(picture.type()), "Images need to be PNG, JPEG, GIF or WebP.");
    check(
        picture.name().length() <= MAX_FILE_NAME,
        "Names of images may have 80 characters at most.");
    check(bytes.length > 0 && bytes.length <= MAX_IMAGE, "Images may have 1 MB at most.");
    return picture;
  }

  private static void check(boolean fulfilled, String rule) throws RuleException {
    if (!fulfilled) {
      throw new RuleException(rule);
    }
  }
}
