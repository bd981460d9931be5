package dev.socketio.server;

import dev.socketio.engine.HandshakeRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a handshake the way the reference does, for other servers of a cluster. */
final class HandshakeDetails {
  private HandshakeDetails() {}

  static Map<String, @Nullable Object> of(Handshake handshake) {
    HandshakeRequest request = handshake.request();
    Map<String, @Nullable Object> headers = new HashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
    Map<String, @Nullable Object> details = new HashMap<>();
    details.put("headers", headers);
    details.put("time", request.issued().toString());
    details.put("address", request.remoteAddress());
    details.put("xdomain", request.origin().isPresent());
    details.put("secure", request.secure());
    details.put("issued", request.issued().toEpochMilli());
    details.put("url", request.url());
    details.put("query", request.query());
    details.put("auth", handshake.auth());
    return details;
  }
}
