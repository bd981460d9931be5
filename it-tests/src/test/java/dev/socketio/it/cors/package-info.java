/**
 * The CORS filter, and the servlet that guards itself, in real containers, the doctor's opinion of
 * it, and what docs/cors.md says about all this.
 *
 * <p>A container with init-parameters enters, or an example of that page, or a server of the
 * reference run by Node.js; what a page would meet leaves.
 *
 * <p>May depend on {@code dev.socketio.it.container}, the server, its CDI module and the doctor.
 *
 * <p>Threads: tests run on one thread, the container on its own.
 */
@NullMarked
package dev.socketio.it.cors;

import org.jspecify.annotations.NullMarked;
