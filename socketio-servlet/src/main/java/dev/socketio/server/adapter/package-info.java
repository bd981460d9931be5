/**
 * Rooms and broadcast, and the SPI for adapters that span several servers.
 *
 * <p>Memberships and broadcasts of a namespace enter {@link dev.socketio.server.adapter.Adapter};
 * what is to be done with sockets of this server leaves through {@link
 * dev.socketio.server.adapter.LocalSockets}, which the namespace implements.
 *
 * <p>May depend on {@code server.packet} and {@code concurrent} only. Public, for those who write
 * adapters.
 *
 * <p>Threads: an adapter is called by any thread, also by several at once; no lock is held while it
 * calls out.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.server.adapter;
