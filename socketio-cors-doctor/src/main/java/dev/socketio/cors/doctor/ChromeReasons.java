package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import java.util.regex.Pattern;

/** Chrome's texts for what the CORS check and the preflight's checks find. */
final class ChromeReasons {

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-+.a-zA-Z0-9]*:.*");
  private static final String CREDENTIALS_MODE =
      " when the request's credentials mode is 'include'. The credentials mode of requests initiated by the"
          + " XMLHttpRequest is controlled by the withCredentials attribute.";

  private ChromeReasons() {}

  static String reason(CorsFault fault, boolean preflight) {
    String reason =
        switch (fault.kind()) {
          case METHODS_UNREADABLE -> unreadable("Access-Control-Allow-Methods");
          case HEADERS_UNREADABLE -> unreadable("Access-Control-Allow-Headers");
          case METHOD, METHOD_WILDCARD ->
              "Method "
                  + fault.value()
                  + " is not allowed by Access-Control-Allow-Methods in preflight response.";
          case HEADER, HEADER_WILDCARD ->
              "Request header field "
                  + fault.value()
                  + " is not allowed by Access-Control-Allow-Headers in preflight response.";
          default -> "";
        };
    if (!reason.isEmpty()) {
      return reason;
    }
    String start =
        preflight ? "Response to preflight request doesn't pass access control check: " : "";
    return start + accessCheck(fault);
  }

  private static String unreadable(String header) {
    return "Cannot parse " + header + " response header field in preflight response.";
  }

  private static String accessCheck(CorsFault fault) {
    String header = "The 'Access-Control-Allow-Origin' header ";
    return switch (fault.kind()) {
      case ORIGIN_MISSING ->
          "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
      case ORIGIN_WILDCARD ->
          "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*'"
              + CREDENTIALS_MODE;
      case ORIGIN_MULTIPLE ->
          header + "contains multiple values '" + fault.value() + "', but only one is allowed.";
      case CREDENTIALS ->
          "The value of the 'Access-Control-Allow-Credentials' header in the response is '"
              + fault.value()
              + "' which must be 'true'"
              + CREDENTIALS_MODE;
      case STATUS -> "It does not have HTTP ok status.";
      case REDIRECT -> "Redirect is not allowed for a preflight request.";
      default ->
          fault.kind() == CorsFault.Kind.ORIGIN_NULL || isUrl(fault.value())
              ? header
                  + "has a value '"
                  + fault.value()
                  + "' that is not equal to the supplied origin."
              : header + "contains the invalid value '" + fault.value() + "'.";
    };
  }

  /** Whether Chrome takes a value for a URL, whatever its scheme. */
  private static boolean isUrl(String value) {
    if (!value.matches("(?i)(https?|wss?):.*")) {
      return SCHEME.matcher(value).matches();
    }
    try {
      WebUrl.parse(value.replace("*", "x"));
      return true;
    } catch (IllegalArgumentException notOne) {
      return false;
    }
  }
}
