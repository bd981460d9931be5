package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.Optional;

/**
 * Why a script may not read an answer.
 *
 * @param kind of which kind it is
 * @param url the URL that was asked last
 * @param preflight whether it befell a preflight
 * @param fault what the checks found, if they found something
 * @param failure why there was no answer, if there was none
 * @param response the answer, if there was one
 * @param detail what was seen
 * @param event what browsers write about it
 */
record Trouble(
    Kind kind,
    WebUrl url,
    boolean preflight,
    Optional<CorsFault> fault,
    Optional<WireFailure.Kind> failure,
    Optional<WireResponse> response,
    String detail,
    ConsoleEvent event) {

  enum Kind {
    CORS,
    NETWORK,
    MIXED_CONTENT,
    REDIRECT
  }

  static Trouble cors(
      WebUrl url,
      boolean preflight,
      CorsFault fault,
      WireResponse response,
      String detail,
      ConsoleEvent event) {
    return new Trouble(
        Kind.CORS,
        url,
        preflight,
        Optional.of(fault),
        Optional.empty(),
        Optional.of(response),
        detail,
        event);
  }

  static Trouble network(WebUrl url, boolean preflight, WireFailure failure, ConsoleEvent event) {
    return new Trouble(
        Kind.NETWORK,
        url,
        preflight,
        Optional.empty(),
        Optional.of(failure.kind()),
        Optional.empty(),
        String.valueOf(failure.getMessage()),
        event);
  }

  static Trouble other(Kind kind, WebUrl url, String detail, ConsoleEvent event) {
    return new Trouble(
        kind, url, false, Optional.empty(), Optional.empty(), Optional.empty(), detail, event);
  }
}
