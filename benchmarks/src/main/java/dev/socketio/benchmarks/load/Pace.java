package dev.socketio.benchmarks.load;

import java.time.Duration;

/**
 * How long a load runs.
 *
 * @param warmUp under load, but not counted
 * @param window counted
 */
public record Pace(Duration warmUp, Duration window) {}
