package dev.socketio.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the engine behaves; names and defaults are those of the reference where it has the option.
 *
 * <p>Threading: immutable, safe for use by any thread. The builder is for one thread.
 */
public final class EngineOptions {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  /** Two of them together still fit the timers of browsers (2^31 - 1 milliseconds). */
  private static final Duration LONGEST = Duration.ofDays(12);

  private static final int MOST_BUFFERED = 1 << 30;
  private static final long LEAST_QUEUE = 1024;
  private static final long MOST_QUEUE = 1L << 40;

  private final Duration pingInterval;
  private final Duration pingTimeout;
  private final Duration upgradeTimeout;
  private final int maxHttpBufferSize;
  private final Set<TransportName> transports;
  private final boolean allowUpgrades;
  private final RequestGate allowRequest;
  private final Duration bodyTimeout;
  private final Duration closeTimeout;
  private final long sendQueueBytes;
  private final Duration sendQueueAge;

  private EngineOptions(Builder builder) {
    pingInterval = inRange("pingInterval", builder.pingInterval);
    pingTimeout = inRange("pingTimeout", builder.pingTimeout);
    upgradeTimeout = inRange("upgradeTimeout", builder.upgradeTimeout);
    maxHttpBufferSize =
        (int) inRange("maxHttpBufferSize", builder.maxHttpBufferSize, 1, MOST_BUFFERED);
    transports = Set.copyOf(builder.transports);
    if (transports.isEmpty()) {
      throw new IllegalArgumentException(
          "transports: an empty set is not allowed; name at least one of polling, websocket");
    }
    allowUpgrades = builder.allowUpgrades;
    allowRequest = builder.allowRequest;
    bodyTimeout = inRange("bodyTimeout", builder.bodyTimeout);
    closeTimeout = inRange("closeTimeout", builder.closeTimeout);
    sendQueueBytes = inRange("sendQueueBytes", builder.sendQueueBytes, LEAST_QUEUE, MOST_QUEUE);
    sendQueueAge = inRange("sendQueueAge", builder.sendQueueAge);
  }

  /** {@return a builder with all defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return a builder that starts with these options} */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.pingInterval = pingInterval;
    builder.pingTimeout = pingTimeout;
    builder.upgradeTimeout = upgradeTimeout;
    builder.maxHttpBufferSize = maxHttpBufferSize;
    builder.transports = transports;
    builder.allowUpgrades = allowUpgrades;
    builder.allowRequest = allowRequest;
    builder.bodyTimeout = bodyTimeout;
    builder.closeTimeout = closeTimeout;
    builder.sendQueueBytes = sendQueueBytes;
    builder.sendQueueAge = sendQueueAge;
    return builder;
  }

  private List<Object> values() {
    return List.of(
        pingInterval,
        pingTimeout,
        upgradeTimeout,
        maxHttpBufferSize,
        transports,
        allowUpgrades,
        allowRequest,
        bodyTimeout,
        closeTimeout,
        sendQueueBytes,
        sendQueueAge);
  }

  /** {@return whether all options are equal, the gate by its own equality} */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EngineOptions options && options.values().equals(values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** {@return the defaults} */
  public static EngineOptions defaults() {
    return builder().build();
  }

  /** {@return time from a pong (or the opening) to the next ping; default 25 s} */
  public Duration pingInterval() {
    return pingInterval;
  }

  /** {@return how long a pong may take before the session is closed; default 20 s} */
  public Duration pingTimeout() {
    return pingTimeout;
  }

  /** {@return how long an upgrade may take before its WebSocket is closed; default 10 s} */
  public Duration upgradeTimeout() {
    return upgradeTimeout;
  }

  /**
   * {@return the most bytes a client may send in one POST body or WebSocket message; default
   * 1,000,000}
   */
  public int maxHttpBufferSize() {
    return maxHttpBufferSize;
  }

  /** {@return the transports that are on; default both} */
  public Set<TransportName> transports() {
    return transports;
  }

  /**
   * {@return whether a polling session may move to WebSocket; default true, and enforced when
   * false}
   */
  public boolean allowUpgrades() {
    return allowUpgrades;
  }

  /** {@return who decides on handshakes; default {@link RequestGate#open}} */
  public RequestGate allowRequest() {
    return allowRequest;
  }

  /** {@return how long the body of a POST may take to arrive; default 30 s} */
  public Duration bodyTimeout() {
    return bodyTimeout;
  }

  /**
   * {@return how long a closing session waits for the client to fetch what is queued; default 30 s}
   */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /**
   * {@return how much may wait to be written to one client; default 8 MiB} Text counts one byte for
   * each UTF-16 unit, and every packet 64 bytes on top. A client that lets more pile up is closed
   * with {@link CloseReason#SEND_QUEUE_OVERFLOW}; packets queued together are taken whatever their
   * size when nothing else waits.
   */
  public long sendQueueBytes() {
    return sendQueueBytes;
  }

  /**
   * {@return how long a packet may wait to be written, the time of the write itself included;
   * default 45 s} Then the client is closed with {@link CloseReason#SEND_TIMEOUT}.
   */
  public Duration sendQueueAge() {
    return sendQueueAge;
  }

  private static Duration inRange(String option, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          option + ": " + value + " is not allowed; give " + SHORTEST + " to " + LONGEST);
    }
    return value;
  }

  private static long inRange(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          option + ": " + value + " is not allowed; give " + least + " to " + most);
    }
    return value;
  }

  /** Collects options; {@link #build} checks them. */
  public static final class Builder {
    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration upgradeTimeout = Duration.ofSeconds(10);
    private long maxHttpBufferSize = 1_000_000;
    private Set<TransportName> transports = EnumSet.allOf(TransportName.class);
    private boolean allowUpgrades = true;
    private RequestGate allowRequest = RequestGate.open();
    private Duration bodyTimeout = Duration.ofSeconds(30);
    private Duration closeTimeout = Duration.ofSeconds(30);
    private long sendQueueBytes = 8L << 20;
    private Duration sendQueueAge = Duration.ofSeconds(45);

    private Builder() {}

    /**
     * Sets the time from a pong to the next ping.
     *
     * @param interval 1 ms to 12 days
     * @return this builder
     */
    public Builder pingInterval(Duration interval) {
      pingInterval = Objects.requireNonNull(interval, "pingInterval");
      return this;
    }

    /**
     * Sets how long a pong may take.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder pingTimeout(Duration timeout) {
      pingTimeout = Objects.requireNonNull(timeout, "pingTimeout");
      return this;
    }

    /**
     * Sets how long an upgrade may take.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder upgradeTimeout(Duration timeout) {
      upgradeTimeout = Objects.requireNonNull(timeout, "upgradeTimeout");
      return this;
    }

    /**
     * Sets the most a client may send at once.
     *
     * @param bytes 1 to 2^30
     * @return this builder
     */
    public Builder maxHttpBufferSize(int bytes) {
      maxHttpBufferSize = bytes;
      return this;
    }

    /**
     * Sets the transports that are on.
     *
     * @param names at least one
     * @return this builder
     */
    public Builder transports(Collection<TransportName> names) {
      transports = Set.copyOf(names);
      return this;
    }

    /**
     * Sets whether polling sessions may move to WebSocket.
     *
     * @param allowed whether they may
     * @return this builder
     */
    public Builder allowUpgrades(boolean allowed) {
      allowUpgrades = allowed;
      return this;
    }

    /**
     * Sets who decides on handshakes.
     *
     * @param gate asked for every handshake
     * @return this builder
     */
    public Builder allowRequest(RequestGate gate) {
      allowRequest = Objects.requireNonNull(gate, "allowRequest");
      return this;
    }

    /**
     * Sets how long a POST body may take.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder bodyTimeout(Duration timeout) {
      bodyTimeout = Objects.requireNonNull(timeout, "bodyTimeout");
      return this;
    }

    /**
     * Sets how long a closing session waits for its client.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder closeTimeout(Duration timeout) {
      closeTimeout = Objects.requireNonNull(timeout, "closeTimeout");
      return this;
    }

    /**
     * Sets how much may wait for one client.
     *
     * @param bytes 1 KiB to 1 TiB
     * @return this builder
     */
    public Builder sendQueueBytes(long bytes) {
      sendQueueBytes = bytes;
      return this;
    }

    /**
     * Sets how long a packet may wait for its client.
     *
     * @param age 1 ms to 12 days
     * @return this builder
     */
    public Builder sendQueueAge(Duration age) {
      sendQueueAge = Objects.requireNonNull(age, "sendQueueAge");
      return this;
    }

    /**
     * Checks the options.
     *
     * @return the options
     * @throws IllegalArgumentException naming option, value and what is allowed
     */
    public EngineOptions build() {
      return new EngineOptions(this);
    }
  }
}
