package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;

/** Firefox's texts for what the CORS check and the preflight's checks find. */
final class FirefoxReasons {

  private static final String START =
      "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ";
  private static final String ORIGIN = "CORS header ‘Access-Control-Allow-Origin’";

  private FirefoxReasons() {}

  static String line(CorsFault fault, WebUrl url, WireResponse response) {
    return switch (fault.kind()) {
      case ORIGIN_WILDCARD ->
          START
              + "‘"
              + url
              + "’. (Reason: Credential is not supported if the "
              + ORIGIN
              + " is ‘*’).";
      case ORIGIN_MISSING -> reason(url, ORIGIN + " missing") + status(response);
      case STATUS, REDIRECT -> preflightStatus(url, response);
      default -> reason(url, plain(fault, response));
    };
  }

  static String preflightStatus(WebUrl url, WireResponse response) {
    return reason(url, "CORS preflight response did not succeed") + status(response);
  }

  private static String plain(CorsFault fault, WireResponse response) {
    return switch (fault.kind()) {
      case ORIGIN_MULTIPLE ->
          response.headers().all("Access-Control-Allow-Origin").size() > 1
              ? "Multiple " + ORIGIN + " not allowed"
              : ORIGIN + " does not match ‘" + fault.value() + "’";
      case CREDENTIALS -> "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’";
      case METHODS_UNREADABLE -> unreadable(fault, "Access-Control-Allow-Methods");
      case HEADERS_UNREADABLE -> unreadable(fault, "Access-Control-Allow-Headers");
      case METHOD, METHOD_WILDCARD ->
          "Did not find method in CORS header ‘Access-Control-Allow-Methods’";
      case HEADER, HEADER_WILDCARD ->
          "header ‘"
              + fault.value()
              + "’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response";
      default -> ORIGIN + " does not match ‘" + fault.value() + "’";
    };
  }

  private static String unreadable(CorsFault fault, String header) {
    return "invalid token ‘" + fault.value() + "’ in CORS header ‘" + header + "’";
  }

  private static String reason(WebUrl url, String reason) {
    return START + url + ". (Reason: " + reason + ").";
  }

  private static String status(WireResponse response) {
    return " Status code: " + response.status() + ".";
  }
}
