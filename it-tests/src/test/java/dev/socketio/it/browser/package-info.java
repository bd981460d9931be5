/**
 * The server as pages of real browsers meet it: Chromium, and Firefox for what the documentation
 * quotes of it.
 *
 * <p>Pages of several origins and a server with a CORS policy enter; what the official client in
 * those pages got, and what the browser wrote to its console, leave.
 *
 * <p>May depend on {@code container} and {@code wire}, on the server and on the doctor.
 *
 * <p>One browser serves all tests of a run; each test has tabs and cookies of its own. Tests run on
 * one thread.
 */
@NullMarked
package dev.socketio.it.browser;

import org.jspecify.annotations.NullMarked;
