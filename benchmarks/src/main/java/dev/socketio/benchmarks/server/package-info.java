/**
 * The servers under load, each in a process of its own: an embedded container with one application.
 *
 * <p>Container and application are named on the command line; the port is printed on standard
 * output. The process ends when its standard input does.
 *
 * <p>Depends on the containers and, for the applications that are not raw, on the Socket.IO server.
 *
 * <p>Threads: those of the container, and the main thread, which awaits the end.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.benchmarks.server;
