/**
 * The CDI programming model: beans whose annotated methods handle events, settings from producers,
 * a scope for each client, and what applications inject.
 *
 * <p>Beans enter through {@code SocketIoExtension} while the application starts; handlers, options
 * and policies leave through a {@link dev.socketio.servlet.SocketIoContributor} when a servlet
 * starts. Per event, only prepared method handles are called.
 *
 * <p>May depend on {@code server}, {@code servlet}, {@code cors}, {@code json}, CDI and the Servlet
 * API; of {@code engine} it sees the handshake and the connection error, which {@code server}
 * shows. Nothing depends on it.
 *
 * <p>Threads: found and checked on the container's start-up thread; handlers run where the server
 * dispatches events, in the turn of their client.
 */
@NullMarked
package dev.socketio.cdi;

import org.jspecify.annotations.NullMarked;
