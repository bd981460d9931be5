/**
 * The same WARs and the same tests in every container people run. Arquillian deploys; each
 * container is the distribution that its users download, started as a process of its own.
 *
 * <p>The name of a container and the directory of its distribution enter as system properties; the
 * official client, Origin headers and raw requests meet the WAR over HTTP.
 *
 * <p>May depend on {@code wire}, {@code fixture} and {@code client} of {@code it-tests}. Knows
 * containers by their command lines and configuration files alone, never by their classes.
 *
 * <p>One test thread; the process it starts ends with it.
 */
@NullMarked
package dev.socketio.it.containers;

import org.jspecify.annotations.NullMarked;
