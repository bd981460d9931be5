/**
 * Decides whether a page of another origin may talk to this application, and writes the answer's
 * headers.
 *
 * <p>What enters is a request, seen through {@link dev.socketio.cors.CorsRequest}; what leaves is a
 * {@link dev.socketio.cors.CorsDecision}: a pure function of a {@link dev.socketio.cors.CorsPolicy}
 * and the request. {@link dev.socketio.cors.CorsFilter}, or a {@link dev.socketio.cors.CorsGuard}
 * in a servlet, applies it to a response and, where the decision says so, answers in the
 * application's place. The package serves Socket.IO and any other resource alike, and is usable
 * without the rest of the library.
 *
 * <p>May depend on the Jakarta Servlet API and on nothing else of ours.
 *
 * <p>Threads: policies, origins and decisions are immutable and used by all request threads at
 * once. The only mutable state is a guard's bounded memory of refused origins, which exists to keep
 * the log short.
 */
@NullMarked
package dev.socketio.cors;

import org.jspecify.annotations.NullMarked;
