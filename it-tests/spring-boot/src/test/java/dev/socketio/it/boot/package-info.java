/**
 * The server in a Spring Boot application that registers the servlet as a bean and does nothing
 * else for it.
 *
 * <p>The official client, Origin headers and raw requests meet the application over HTTP; a bean of
 * the application answers one of the events.
 *
 * <p>May depend on {@code wire}, {@code fixture} and {@code client} of {@code it-tests}, and on
 * Spring Boot, which no other module sees.
 *
 * <p>One test thread; handlers run on those of the server.
 */
@NullMarked
package dev.socketio.it.boot;

import org.jspecify.annotations.NullMarked;
