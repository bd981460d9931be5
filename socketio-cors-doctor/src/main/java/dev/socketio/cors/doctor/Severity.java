package dev.socketio.cors.doctor;

/** What a finding means for the page. */
public enum Severity {
  /** The page does not connect. */
  BLOCKS,
  /** The page connects, but something is not as it should be. */
  WARNS
}
