/**
 * How the servlet uses its container: asynchronous requests and answers, bodies, WebSockets,
 * deployment.
 *
 * <p>Bytes enter and leave over TCP; in the middle stands either a scripted engine or the real one.
 *
 * <p>May depend on {@code it.container}, {@code it.wire} and the modules under test.
 *
 * <p>Each test has its own container and talks to it from its own thread.
 */
@NullMarked
package dev.socketio.it.servlet;

import org.jspecify.annotations.NullMarked;
