/**
 * A chat with rooms, presence, typing indicator, images and ticks.
 *
 * <p>{@link dev.socketio.demo.Chat} is named in {@code web.xml} and is where events enter; what the
 * visitors get to see leaves through {@code Guest} and {@code Presence}. The page is in {@code
 * src/main/webapp}.
 *
 * <p>May depend on the public API ({@code server} and {@code servlet}), the page of the CORS doctor
 * on that, and on nothing else.
 *
 * <p>Threads: the handlers of one visitor run one at a time, those of different visitors at the
 * same time.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.demo;
