package dev.socketio.servlet;

import dev.socketio.concurrent.TaskTimer;
import java.util.concurrent.Executor;

/**
 * What a servlet wants of its WebSockets.
 *
 * @param messageLimit greatest message in bytes, for containers that buffer whole frames; the
 *     engine enforces its own
 * @param compress whether permessage-deflate is accepted when a client offers it
 * @param closer closes WebSockets whose client does not read
 * @param timer tells when a WebSocket's end may be believed
 */
record WebSocketSettings(int messageLimit, boolean compress, Executor closer, TaskTimer timer) {}
