package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;

/** Sentences about what was seen. */
final class Details {

  private Details() {}

  /** What an answer looks like. */
  static String answer(WireResponse response) {
    String start = "The answer is " + (response.status() + " " + response.reason()).strip();
    if (EngineBody.sid(response.body()).isPresent()) {
      return start + " with an open packet.";
    }
    String body = EngineBody.excerpt(response.body());
    return start + (body.isEmpty() ? " without a body." : " with the body " + body);
  }

  /** A sentence with its first letter in upper case and a full stop. */
  static String sentence(String text) {
    return text.isEmpty()
        ? ""
        : Character.toUpperCase(text.charAt(0))
            + text.substring(1)
            + (text.endsWith(".") ? "" : ".");
  }

  /** Why a load balancer's cookie did not help, with a space before it. */
  static String stickiness(CorsDoctorRequest page, CookieJar jar, WebUrl url) {
    if (jar.lost().isEmpty()) {
      return jar.header().isEmpty()
          ? " The server set no cookie."
          : " The cookies " + jar.header().replaceAll("=[^;]*", "") + " were sent back.";
    }
    String names = String.join(", ", jar.lost());
    return jar.takesPart(url)
        ? " The cookie " + names + " has no SameSite=None; Secure and is not sent to another site."
        : " The cookie "
            + names
            + " is ignored by browsers, for the page does not set withCredentials.";
  }
}
