/**
 * Shows what {@link dev.socketio.server.SocketIoServer#statistics()} says as Micrometer meters.
 *
 * <p>A server and a registry of meters enter; figures leave whenever the registry asks for them.
 *
 * <p>May depend on {@code server}, what its statistics hand out, and Micrometer.
 *
 * <p>Threads: none of its own; the registry reads on its own threads, and a new namespace is shown
 * on the thread that makes it.
 */
@NullMarked
package dev.socketio.micrometer;

import org.jspecify.annotations.NullMarked;
