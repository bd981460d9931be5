/**
 * A CDI application as a user would write it: a bean with handlers, one with settings, and a
 * servlet without any init-param.
 *
 * <p>The whole package goes into a WAR; {@code CdiWarIT} talks to it.
 *
 * <p>May depend on the public API and Jakarta EE, since that is all a user has.
 *
 * <p>Threads: the container's.
 */
@NullMarked
package dev.socketio.it.containers.cdi;

import org.jspecify.annotations.NullMarked;
