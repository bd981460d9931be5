/**
 * Macro-benchmark: what a message costs the server in CPU time, beside a raw endpoint in the same
 * container.
 *
 * <p>{@link dev.socketio.benchmarks.Settings} enter as system properties; a Markdown table leaves
 * on standard output.
 *
 * <p>Depends on {@code load} for the clients and on {@code server} for the processes that it
 * starts.
 *
 * <p>Threads: the main thread does everything, the load included.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.benchmarks;
