package dev.socketio.cors.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads as much of the Engine.IO protocol as an examination needs. */
final class EngineBody {

  private static final char RECORD_SEPARATOR = '\u001e';
  private static final Pattern SID = Pattern.compile("\"sid\"\\s*:\\s*\"([^\"\\\\]+)\"");
  private static final Pattern UPGRADES = Pattern.compile("\"upgrades\"\\s*:\\s*\\[([^\\]]*)]");
  private static final Pattern CODE = Pattern.compile("\\{\\s*\"code\"\\s*:\\s*(\\d)\\s*[,}]");
  private static final Pattern VERSION_3 = Pattern.compile("(?s)\\d+:0\\{.*");

  private EngineBody() {}

  /** The session's id, if a text is an open packet (Engine.IO protocol 4, "Handshake"). */
  static Optional<String> sid(String text) {
    if (!text.startsWith("0{")) {
      return Optional.empty();
    }
    Matcher sid = SID.matcher(text);
    return sid.find() ? Optional.of(sid.group(1)) : Optional.empty();
  }

  /** Whether an open packet announces that the session can be upgraded to WebSocket. */
  static boolean offersWebSocket(String openPacket) {
    Matcher upgrades = UPGRADES.matcher(openPacket);
    return upgrades.find() && upgrades.group(1).contains("\"websocket\"");
  }

  /** Whether a text is an open packet of protocol 3, with its length before it. */
  static boolean isVersion3(String text) {
    return VERSION_3.matcher(text).matches() || text.startsWith("\u0000");
  }

  /** The code of an error body such as {@code {"code":1,"message":"Session ID unknown"}}. */
  static Optional<Integer> errorCode(String body) {
    Matcher code = CODE.matcher(body.strip());
    return code.lookingAt() ? Optional.of(Integer.valueOf(code.group(1))) : Optional.empty();
  }

  /** The packets of a polling answer. */
  static List<String> packets(String body) {
    return List.of(body.split(String.valueOf(RECORD_SEPARATOR), -1));
  }

  /** The beginning of a text, fit for one line. */
  static String excerpt(String text) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > 100 ? line.substring(0, 100) + "..." : line;
  }
}
