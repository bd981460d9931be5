package dev.socketio.cors;

import dev.socketio.cors.CorsExplanation.Step;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes explanations, for people and for programs. Pure functions. */
final class ExplanationWriter {

  private ExplanationWriter() {}

  /** {@return plain text, with a line break at its end} */
  static String text(CorsExplanation explanation) {
    StringBuilder text = new StringBuilder();
    CorsQuestion question = explanation.question();
    text.append("origin     ").append(Text.printable(question.origin())).append('\n');
    text.append("polling    ").append(canConnect(explanation.polling())).append('\n');
    text.append("websocket  ").append(canConnect(explanation.webSocket())).append('\n');
    for (Step step : explanation.steps()) {
      text.append('\n').append(step.name()).append(": ").append(step.what()).append('\n');
      if (!step.change().isEmpty()) {
        text.append("  ").append(step.change()).append('\n');
      }
    }
    return text.toString();
  }

  private static String canConnect(boolean can) {
    return can ? "connects" : "does not connect";
  }

  /** {@return an object in JSON} */
  static String json(CorsExplanation explanation) {
    CorsQuestion question = explanation.question();
    return "{\"origin\":"
        + quote(Text.printable(question.origin()))
        + ",\"credentials\":"
        + question.credentials()
        + ",\"method\":"
        + quote(question.method())
        + ",\"headers\":["
        + question.headers().stream().map(ExplanationWriter::quote).collect(Collectors.joining(","))
        + "],\"polling\":"
        + explanation.polling()
        + ",\"websocket\":"
        + explanation.webSocket()
        + ",\"steps\":["
        + explanation.steps().stream().map(ExplanationWriter::json).collect(Collectors.joining(","))
        + "]}";
  }

  private static String json(Step step) {
    return "{\"step\":"
        + quote(step.name())
        + ",\"passes\":"
        + step.passes()
        + ",\"what\":"
        + quote(step.what())
        + ",\"change\":"
        + quote(step.change())
        + "}";
  }

  /** A string in JSON; RFC 8259, section 7. */
  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
