/**
 * A CDI application that asks the container who is calling, as a user would write it.
 *
 * <p>The whole package goes into a WAR; {@code CallerIT} talks to it.
 *
 * <p>May depend on the public API and Jakarta EE, since that is all a user has.
 *
 * <p>Threads: the container's.
 */
@NullMarked
package dev.socketio.it.containers.callers;

import org.jspecify.annotations.NullMarked;
