package dev.socketio.cors.doctor;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Something that is wrong, or worth a warning.
 *
 * @param diagnosis what it is
 * @param severity whether it keeps the page from connecting
 * @param step the number of the step that shows it, counted from 0; empty if none does
 * @param detail what was seen
 * @param messages what the console of each browser shows, line by line; no lines where the browser
 *     says nothing
 * @param remedy what to change
 */
public record Finding(
    Diagnosis diagnosis,
    Severity severity,
    OptionalInt step,
    String detail,
    Map<Browser, List<String>> messages,
    Remedy remedy) {

  /** Takes a copy of the messages. */
  public Finding {
    messages = Map.copyOf(messages);
  }

  /**
   * {@return the lines that a browser's console shows; the first one tells why}
   *
   * @param browser the browser
   */
  public List<String> messages(Browser browser) {
    return messages.getOrDefault(browser, List.of());
  }

  /**
   * {@return whether it concerns a browser}
   *
   * @param browser the browser
   */
  public boolean concerns(Browser browser) {
    return browser == Browser.CHROME
        || (diagnosis != Diagnosis.LOCAL_NETWORK_BLOCKED
            && diagnosis != Diagnosis.LOCAL_NETWORK_PROMPT);
  }

  /** {@return why this happens} */
  public String cause() {
    return diagnosis.cause();
  }
}
