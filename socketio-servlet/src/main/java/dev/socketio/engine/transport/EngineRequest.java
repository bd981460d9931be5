package dev.socketio.engine.transport;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the engine wants to know of a request, read once, at the door; nobody looks at the query
 * string afterwards.
 *
 * @param method HTTP method
 * @param transport value of {@code transport}, empty if missing
 * @param sid the session the request is for; none for a handshake, also where {@code sid} is empty
 * @param version value of {@code EIO}, empty if missing
 * @param jsonp whether an answer in JSONP is asked for, by the parameter {@code j}
 * @param origin all values of the {@code Origin} header
 */
record EngineRequest(
    String method,
    String transport,
    Optional<String> sid,
    String version,
    boolean jsonp,
    List<String> origin) {

  /** Reads a request. */
  static EngineRequest parse(IncomingRequest request) {
    Map<String, String> query = QueryString.parse(request.query());
    return new EngineRequest(
        request.method(),
        query.getOrDefault("transport", ""),
        Optional.ofNullable(query.get("sid")).filter(sid -> !sid.isEmpty()),
        query.getOrDefault("EIO", ""),
        query.containsKey("j"),
        request.headers("origin"));
  }

  /** The protocol revision as the reference counts it: 4, or 3 for anything else. */
  String revision() {
    return version.equals("4") ? "4" : "3";
  }
}
