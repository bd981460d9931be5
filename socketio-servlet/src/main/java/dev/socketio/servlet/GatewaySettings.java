package dev.socketio.servlet;

import dev.socketio.cors.CorsGuard;
import java.time.Duration;

/**
 * What a {@link ServletGateway} needs to know.
 *
 * @param servletName name of the servlet, for messages
 * @param cors refuses foreign origins where no filter before the servlet has decided
 * @param corsExplain whether to answer questions about the CORS policy
 * @param addTrailingSlash whether the path without its last slash belongs to somebody else
 * @param exchangeTimeout how long a request may take in all, answer included; longer than any poll
 *     waits
 * @param bodyTimeout how long a POST may take
 * @param decisionTimeout how long a WebSocket handshake may hold its thread while the application
 *     decides on it
 * @param snapshots copies requests
 * @param webSockets for WebSockets
 */
record GatewaySettings(
    String servletName,
    CorsGuard cors,
    boolean corsExplain,
    boolean addTrailingSlash,
    Duration exchangeTimeout,
    Duration bodyTimeout,
    Duration decisionTimeout,
    RequestSnapshot snapshots,
    WebSocketSettings webSockets) {}
