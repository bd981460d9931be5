/**
 * The CORS filter, and the servlet that guards itself, in real containers, and the doctor's opinion
 * of it.
 *
 * <p>A container with init-parameters enters; what a page would meet leaves.
 *
 * <p>May depend on {@code dev.socketio.it.container}, the server and the doctor.
 *
 * <p>Threads: tests run on one thread, the container on its own.
 */
@NullMarked
package dev.socketio.it.cors;

import org.jspecify.annotations.NullMarked;
