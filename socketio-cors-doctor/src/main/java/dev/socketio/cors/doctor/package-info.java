/**
 * Examines why a page does not connect to a Socket.IO server: does what a browser would do, checks
 * the answers as the Fetch standard has browsers check them, and names the setting to change.
 *
 * <p>What enters is a {@link dev.socketio.cors.doctor.CorsDoctorRequest}: a URL, a page's origin
 * and what the page does. What leaves is an {@link dev.socketio.cors.doctor.Examination}: each
 * request with its answer and the checks on it, and the {@linkplain
 * dev.socketio.cors.doctor.Finding findings} with the messages that Firefox and Chrome show. It
 * works against any Socket.IO server.
 *
 * <p>May depend on {@code dev.socketio.cors.doctor.wire} and the JDK; on nothing of the server.
 *
 * <p>Threads: an examination runs on the thread that asks for it and blocks it, for a bounded time;
 * several may run at once. Requests, examinations and all they hold are immutable.
 */
@NullMarked
package dev.socketio.cors.doctor;

import org.jspecify.annotations.NullMarked;
