/**
 * Public API and the Socket.IO layer: server, namespaces, sockets, handlers.
 *
 * <p>Messages of an Engine.IO session enter through {@code Client}; events leave to the
 * application's handlers, and packets back to the {@link dev.socketio.engine.EngineConnection}.
 *
 * <p>May depend on {@code engine}, {@code engine.packet}, {@code server.*}, {@code json} and {@code
 * concurrent}; knows no container.
 *
 * <p>Threads: decoding runs on the thread that received the message, application code on the
 * handler executor, one call at a time for each connection.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.server;
