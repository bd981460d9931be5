/**
 * The command line of the CORS doctor.
 *
 * <p>Arguments enter; a report on the standard output and an exit code leave: 0 if a browser would
 * connect, 1 if not, 2 for wrong arguments.
 *
 * <p>May depend on {@code dev.socketio.cors.doctor}; nothing depends on it.
 *
 * <p>Threads: everything runs on the main thread.
 */
@NullMarked
package dev.socketio.cors.doctor.cli;

import org.jspecify.annotations.NullMarked;
