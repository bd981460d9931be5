/**
 * The official client against the server: scenarios in JavaScript, run by Node.js, each reported as
 * a test.
 *
 * <p>The address of a mount and a mode enter; one test per scenario leaves.
 *
 * <p>May depend on {@code fixture}, {@code wire} and {@code container}; the scripts lie in {@code
 * src/test/js}.
 *
 * <p>A script runs in a process of its own, whose output the test's thread reads to the end.
 */
@NullMarked
package dev.socketio.it.client;

import org.jspecify.annotations.NullMarked;
