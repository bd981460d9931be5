package dev.socketio.cors.doctor;

/**
 * One rule that a browser applies to an answer.
 *
 * @param rule where the rule is written and what it asks for
 * @param passed whether the answer keeps it
 * @param detail what was there instead, or what made it pass
 */
public record Check(String rule, boolean passed, String detail) {

  @Override
  public String toString() {
    return (passed ? "ok " : "NO ") + rule + ": " + detail;
  }
}
