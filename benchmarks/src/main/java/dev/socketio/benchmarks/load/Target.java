package dev.socketio.benchmarks.load;

import java.net.InetSocketAddress;
import java.util.function.LongSupplier;

/**
 * A server under load.
 *
 * @param address where it listens
 * @param dialect what it speaks
 * @param cpuMicros reads the CPU time, user and system, that its process has used so far, in
 *     microseconds
 */
public record Target(InetSocketAddress address, Dialect dialect, LongSupplier cpuMicros) {}
