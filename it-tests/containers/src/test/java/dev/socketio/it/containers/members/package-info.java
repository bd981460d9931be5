/**
 * A CDI application that asks for a login, as a user would write it: the container's login, and
 * roles on namespaces and events.
 *
 * <p>The whole package goes into two WARs, one with BASIC and one with FORM; {@code LoginIT} talks
 * to them.
 *
 * <p>May depend on the public API and Jakarta EE, since that is all a user has.
 *
 * <p>Threads: the container's.
 */
@NullMarked
package dev.socketio.it.containers.members;

import org.jspecify.annotations.NullMarked;
