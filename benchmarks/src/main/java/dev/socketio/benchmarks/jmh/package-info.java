/**
 * Micro-benchmarks of what is done for each message or request.
 *
 * <p>Run by {@code -Dscenario=jmh}; nothing but figures leaves.
 *
 * <p>Depends on the codecs of the Socket.IO server and on its CORS policy.
 *
 * <p>Threads: those of JMH; each benchmark runs on one.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.benchmarks.jmh;
