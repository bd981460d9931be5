/**
 * Opens the container's side of the server to the tests, with a test in the place of the engine.
 *
 * <p>Requests enter from a real container and wait for the test; its answers leave the same way.
 *
 * <p>May depend on the package of the same name under test; the tests depend on it.
 *
 * <p>Requests run on the container's threads, scripts where the test says so.
 */
@NullMarked
package dev.socketio.servlet;

import org.jspecify.annotations.NullMarked;
