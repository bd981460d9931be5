/**
 * The packets of Engine.IO protocol 4 and their two text forms, as pure functions.
 *
 * <p>Encoded text enters and packets leave, or the other way round.
 *
 * <p>Internal; depends on the JDK only.
 *
 * <p>Threads: packets are immutable, codecs have no state.
 */
@NullMarked
package dev.socketio.engine.packet;

import org.jspecify.annotations.NullMarked;
