package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;

/** Sentences about what was seen. */
final class Details {

  /** What a comparison has shown, with a space before it: it was the origin. */
  static final String SUCCEEDS = " Without an Origin header the handshake succeeds.";

  /** The same of a refusal that the page may read. */
  static final String ORIGIN_READABLY_REFUSED =
      " Without an Origin header the handshake succeeds, and Access-Control-Allow-Origin allows the"
          + " page: it is not the CORS policy that refuses it, but something that looks at Origin as"
          + " well, such as allowRequest.";

  private Details() {}

  /** What a comparison has shown, with a space before it: nothing about the origin. */
  static String neither(Headers compared, boolean cookiesGo) {
    return " Without an Origin header it does not succeed either."
        + (compared.has("Cookie") || !cookiesGo
            ? ""
            : " If users are known by a cookie, give it to the doctor: the origin may be refused,"
                + " too.");
  }

  /** Who was let in, with cookies of these names. */
  static String strangerIn(String origin, List<String> cookies) {
    return cookies.isEmpty()
        ? "The server let " + origin + " in."
        : "The server let "
            + origin
            + " in, with the cookies "
            + String.join(", ", cookies)
            + ". Browsers send those from any site that have SameSite=None, and the others from pages"
            + " of the server's own site.";
  }

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
