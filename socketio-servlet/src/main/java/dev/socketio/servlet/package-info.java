/**
 * The container's side: the servlets, the WebSocket endpoint, asynchronous I/O, options, start and
 * stop. {@link dev.socketio.servlet.SocketIoServlet} is where applications come in; the rest is
 * internal unless public.
 *
 * <p>Requests and WebSocket frames enter from the container and go to {@link
 * dev.socketio.engine.transport.EngineDispatcher} and its {@link
 * dev.socketio.engine.transport.WebSocketReceiver}s; answers and frames leave to the container.
 *
 * <p>May depend on {@code engine.transport}, {@code engine}, {@code server}, {@code cors} and
 * {@code concurrent}. It is the only package that knows both Jakarta Servlet and Jakarta WebSocket.
 *
 * <p>Threads: the container's. None is held while a poll waits; threads of its own close WebSockets
 * whose client does not read, and tell applications of bare Engine.IO of time-outs.
 */
@NullMarked
package dev.socketio.servlet;

import org.jspecify.annotations.NullMarked;
