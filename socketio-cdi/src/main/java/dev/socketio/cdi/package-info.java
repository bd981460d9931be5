/**
 * Finds event handlers among the CDI beans of an application and registers them with a server.
 *
 * <p>Beans with annotated methods enter; registered handlers leave.
 *
 * <p>May depend on {@code dev.socketio.server}, {@code dev.socketio.servlet} and CDI; nothing
 * depends on it.
 *
 * <p>Scanning happens on the container's start-up thread; handlers run where the server dispatches
 * events.
 */
@NullMarked
package dev.socketio.cdi;

import org.jspecify.annotations.NullMarked;
