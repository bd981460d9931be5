package dev.socketio.server;

import dev.socketio.engine.HandshakeRequest;
import jakarta.json.JsonObject;

/**
 * What a client said when it connected: the connection's first HTTP request, and the auth payload
 * of its CONNECT packet for the namespace.
 *
 * @param request the first HTTP request of the connection; the same for all namespaces
 * @param auth payload of the CONNECT packet; empty object if there was none
 */
public record Handshake(HandshakeRequest request, JsonObject auth) {}
