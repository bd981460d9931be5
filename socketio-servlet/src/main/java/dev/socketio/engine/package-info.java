/**
 * An Engine.IO session: its state, heartbeat, upgrade and outbound queue; and the registry of
 * sessions.
 *
 * <p>Packets enter from a {@link dev.socketio.engine.Transport} and leave, in order and one by one,
 * to the {@link dev.socketio.engine.EngineListener}; packets of the layer above enter through
 * {@link dev.socketio.engine.EngineConnection} and leave to the transport.
 *
 * <p>Internal, except for the values that the public API hands on; depends on {@code engine.packet}
 * and {@code concurrent}, and knows no container and no HTTP.
 *
 * <p>Threads: everything is called by container, timer and application threads at once. No lock is
 * held while a transport, a listener or a container is called.
 */
@NullMarked
package dev.socketio.engine;

import org.jspecify.annotations.NullMarked;
