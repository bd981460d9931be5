package dev.socketio.demo;

import dev.socketio.server.ConnectRefusedException;
import java.util.Map;

/**
 * A rule is broken. At the door it refuses the visitor, inside it is the answer to what they asked.
 */
final class RuleException extends ConnectRefusedException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  RuleException(String rule) {
    super(rule);
    this.rule = rule;
  }

  Map<String, String> answer() {
    return Map.of("error", rule);
  }
}
