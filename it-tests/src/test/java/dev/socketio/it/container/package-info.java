/**
 * Starts a servlet container inside the test's own process.
 *
 * <p>A web application enters; a base address leaves.
 *
 * <p>May depend on the containers and the Jakarta APIs; the tests depend on it.
 *
 * <p>A container is started and closed by the test's thread; requests run on the container's
 * threads.
 */
@NullMarked
package dev.socketio.it.container;

import org.jspecify.annotations.NullMarked;
