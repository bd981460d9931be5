/**
 * What the server must withstand: clients that do not read, clients that send what they must not,
 * applications that are taken down while clients are there.
 *
 * <p>Bad behaviour enters over raw sockets; the reasons that the application is told, and the
 * well-being of another client, leave.
 *
 * <p>May depend on {@code fixture}, {@code wire}, {@code client} and {@code container}.
 *
 * <p>Tests with limits of their own start a server of their own.
 */
@NullMarked
package dev.socketio.it.robustness;

import org.jspecify.annotations.NullMarked;
