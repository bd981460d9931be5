/**
 * Clients that speak the protocols by hand: what goes over the wire is what the test wrote.
 *
 * <p>Packets and requests enter as text; answers, frames and closes leave as plain values.
 *
 * <p>May depend on the JDK and AssertJ only, not on the server under test.
 *
 * <p>Each client belongs to one test thread, which waits on it with a generous limit; what arrives
 * meanwhile is kept.
 */
@NullMarked
package dev.socketio.it.wire;

import org.jspecify.annotations.NullMarked;
