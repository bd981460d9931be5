/**
 * The load generator: many connections driven by the one thread that calls it, cheap enough to
 * leave the server as the bottleneck.
 *
 * <p>A {@link dev.socketio.benchmarks.load.Target} and the numbers of a scenario enter; a {@link
 * dev.socketio.benchmarks.load.LoadResult} leaves. Every answer is compared with what it must be.
 *
 * <p>Depends on nothing but the JDK.
 *
 * <p>Threads: none of its own. A load is used by one thread, from its construction to its close.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.benchmarks.load;
