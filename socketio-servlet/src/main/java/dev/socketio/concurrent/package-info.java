/**
 * Runs work in order, later, or once: the few concurrency tools that the other packages share.
 *
 * <p>Tasks and points in time enter; calls on the right thread leave.
 *
 * <p>Internal; depends on the JDK only.
 *
 * <p>Every type here may be used from any thread and says where it runs what it is given.
 */
@NullMarked
package dev.socketio.concurrent;

import org.jspecify.annotations.NullMarked;
