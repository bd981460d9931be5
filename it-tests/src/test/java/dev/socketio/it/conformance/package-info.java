/**
 * What the protocol documents demand, checked on the wire: Engine.IO protocol 4 and Socket.IO
 * protocol 5.
 *
 * <p>Requests and frames are written by hand; the answers are compared with the documents. {@link
 * dev.socketio.it.conformance.ConformanceServer} serves the same mounts to the published protocol
 * suites.
 *
 * <p>May depend on {@code wire}, on {@code container} and on the public API of the server.
 *
 * <p>All tests of a run share one server; each test has its own sessions.
 */
@NullMarked
package dev.socketio.it.conformance;

import org.jspecify.annotations.NullMarked;
