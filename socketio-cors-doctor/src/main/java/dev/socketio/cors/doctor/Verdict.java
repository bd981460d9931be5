package dev.socketio.cors.doctor;

/** What came of one step. */
public enum Verdict {
  /** The browser would go on. */
  PASSED,
  /** The browser would go on, and something is worth a look. */
  WARNED,
  /** The browser would stop here. */
  BLOCKED,
  /** No browser would do this; the doctor did, to learn more. */
  PROBED
}
