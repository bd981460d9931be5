/**
 * Speaks HTTP/1.1 and WebSocket over plain sockets, so that every header is sent as given and seen
 * as received.
 *
 * <p>What enters is a {@link dev.socketio.cors.doctor.wire.WireRequest}; what leaves is a {@link
 * dev.socketio.cors.doctor.wire.WireResponse} with each header line of its own, or a {@link
 * dev.socketio.cors.doctor.wire.WireFailure} that says which kind of failure it was. {@code
 * java.net.http} would refuse to send {@code Origin} and {@code Upgrade}.
 *
 * <p>May depend on the JDK only. {@link dev.socketio.cors.doctor.wire.Header}, {@link
 * dev.socketio.cors.doctor.wire.Headers} and {@link dev.socketio.cors.doctor.wire.WireResponse} are
 * part of the public interface; the rest is internal.
 *
 * <p>Threads: values are immutable; everything else blocks the calling thread, for a bounded time.
 */
@NullMarked
package dev.socketio.cors.doctor.wire;

import org.jspecify.annotations.NullMarked;
