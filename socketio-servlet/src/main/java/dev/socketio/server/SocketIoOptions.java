package dev.socketio.server;

import dev.socketio.engine.EngineOptions;
import dev.socketio.engine.RequestGate;
import dev.socketio.engine.TransportName;
import dev.socketio.json.JsonCodec;
import dev.socketio.server.adapter.AdapterFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server behaves. Names and defaults are those of the reference where it has the option.
 *
 * <p>Threading: immutable, safe for use by any thread. The builder is for one thread.
 */
public final class SocketIoOptions {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(12);
  private static final long LEAST_RECEIVE_QUEUE = 8L << 20;
  private static final int MOST_ATTACHMENTS = 1000;

  private final EngineOptions engine;
  private final Duration connectTimeout;
  private final Duration ackTimeout;
  private final Dispatch dispatch;
  private final long receiveQueueBytes;
  private final @Nullable Long givenReceiveQueueBytes;
  private final int maxAttachments;
  private final AdapterFactory adapter;
  private final @Nullable JsonCodec json;

  private SocketIoOptions(Builder builder) {
    engine = builder.engine.build();
    connectTimeout = inRange("connectTimeout", builder.connectTimeout);
    ackTimeout = inRange("ackTimeout", builder.ackTimeout);
    dispatch = builder.dispatch;
    givenReceiveQueueBytes = builder.receiveQueueBytes;
    receiveQueueBytes = receiveQueueBytes(builder.receiveQueueBytes, engine.maxHttpBufferSize());
    maxAttachments = builder.maxAttachments;
    if (maxAttachments < 0 || maxAttachments > MOST_ATTACHMENTS) {
      throw new IllegalArgumentException(
          "maxAttachments: " + maxAttachments + " is not allowed; give 0 to " + MOST_ATTACHMENTS);
    }
    adapter = builder.adapter;
    json = builder.json;
  }

  private static Duration inRange(String option, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          option + ": " + value + " is not allowed; give " + SHORTEST + " to " + LONGEST);
    }
    return value;
  }

  /** A queue that cannot hold one message of the size allowed would close honest clients. */
  private static long receiveQueueBytes(@Nullable Long given, int maxHttpBufferSize) {
    if (given == null) {
      return Math.max(LEAST_RECEIVE_QUEUE, 4L * maxHttpBufferSize);
    }
    if (given < maxHttpBufferSize) {
      throw new IllegalArgumentException(
          "receiveQueueBytes: "
              + given
              + " is not allowed; give at least maxHttpBufferSize ("
              + maxHttpBufferSize
              + "), better several times that");
    }
    return given;
  }

  /** {@return a builder with all defaults} */
  public static Builder builder() {
    return new Builder(EngineOptions.builder());
  }

  /** {@return the defaults} */
  public static SocketIoOptions defaults() {
    return builder().build();
  }

  /** {@return a builder that starts with these options} */
  public Builder toBuilder() {
    Builder builder = new Builder(engine.toBuilder());
    builder.connectTimeout = connectTimeout;
    builder.ackTimeout = ackTimeout;
    builder.dispatch = dispatch;
    builder.receiveQueueBytes = givenReceiveQueueBytes;
    builder.maxAttachments = maxAttachments;
    builder.adapter = adapter;
    builder.json = json;
    return builder;
  }

  private List<@Nullable Object> values() {
    return Arrays.asList(
        engine,
        connectTimeout,
        ackTimeout,
        dispatch,
        receiveQueueBytes,
        maxAttachments,
        adapter,
        json);
  }

  /**
   * {@return whether all options are equal; those that are objects, such as the adapter, by their
   * own equality}
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SocketIoOptions options && options.values().equals(values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  /** {@return the options of the Engine.IO layer} */
  public EngineOptions engine() {
    return engine;
  }

  /**
   * {@return how long a client may stay without joining any namespace, and how long a middleware
   * may take; default 45 s}
   */
  public Duration connectTimeout() {
    return connectTimeout;
  }

  /**
   * {@return how long answers to a broadcast are waited for, where nothing else is said; default 5
   * s}
   */
  public Duration ackTimeout() {
    return ackTimeout;
  }

  /** {@return where handlers run; default {@link Dispatch#auto}} */
  public Dispatch dispatch() {
    return dispatch;
  }

  /**
   * {@return how much of one client may wait for its handlers; default 8 MiB, or four times {@code
   * maxHttpBufferSize} if that is more} Text counts one byte for each UTF-16 unit, and every packet
   * 128 bytes on top. A client that sends faster than the application handles is closed with {@link
   * DisconnectReason#RECEIVE_QUEUE_OVERFLOW}; a packet is taken whatever its size when nothing else
   * waits.
   */
  public long receiveQueueBytes() {
    return receiveQueueBytes;
  }

  /** {@return the greatest number of binary attachments in one packet of a client; default 10} */
  public int maxAttachments() {
    return maxAttachments;
  }

  /** {@return what makes the adapters; default {@link AdapterFactory#inMemory}} */
  public AdapterFactory adapter() {
    return adapter;
  }

  /**
   * {@return the JSON codec to use; by default the server looks up {@link JsonCodec#standard} and
   * closes it in the end}
   */
  public Optional<JsonCodec> json() {
    return Optional.ofNullable(json);
  }

  /** Collects options; {@link #build} checks them. */
  public static final class Builder {
    private final EngineOptions.Builder engine;
    private Duration connectTimeout = Duration.ofSeconds(45);
    private Duration ackTimeout = Duration.ofSeconds(5);
    private Dispatch dispatch = Dispatch.auto();
    private @Nullable Long receiveQueueBytes;
    private int maxAttachments = 10;
    private AdapterFactory adapter = AdapterFactory.inMemory();
    private @Nullable JsonCodec json;

    private Builder(EngineOptions.Builder engine) {
      this.engine = engine;
    }

    /**
     * Sets the time from a pong (or the opening) to the next ping; default 25 s.
     *
     * @param interval 1 ms to 12 days
     * @return this builder
     */
    public Builder pingInterval(Duration interval) {
      engine.pingInterval(interval);
      return this;
    }

    /**
     * Sets how long a pong may take before the connection is closed; default 20 s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder pingTimeout(Duration timeout) {
      engine.pingTimeout(timeout);
      return this;
    }

    /**
     * Sets how long an upgrade may take; default 10 s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder upgradeTimeout(Duration timeout) {
      engine.upgradeTimeout(timeout);
      return this;
    }

    /**
     * Sets the most a client may send in one POST body or WebSocket message; default 1,000,000
     * bytes.
     *
     * @param bytes 1 to 2^30
     * @return this builder
     */
    public Builder maxHttpBufferSize(int bytes) {
      engine.maxHttpBufferSize(bytes);
      return this;
    }

    /**
     * Sets the transports that are on; default both.
     *
     * @param names at least one
     * @return this builder
     */
    public Builder transports(Collection<TransportName> names) {
      engine.transports(names);
      return this;
    }

    /**
     * Sets whether polling connections may move to WebSocket; default true.
     *
     * @param allowed whether they may
     * @return this builder
     */
    public Builder allowUpgrades(boolean allowed) {
      engine.allowUpgrades(allowed);
      return this;
    }

    /**
     * Sets who decides on handshakes; default {@link RequestGate#open}.
     *
     * @param gate asked for every handshake
     * @return this builder
     */
    public Builder allowRequest(RequestGate gate) {
      engine.allowRequest(gate);
      return this;
    }

    /**
     * Sets how long the body of a POST may take to arrive; default 30 s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder bodyTimeout(Duration timeout) {
      engine.bodyTimeout(timeout);
      return this;
    }

    /**
     * Sets how long a closing connection waits for the client to fetch what is queued; default 30
     * s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder closeTimeout(Duration timeout) {
      engine.closeTimeout(timeout);
      return this;
    }

    /**
     * Sets how much may wait to be written to one client; default 8 MiB.
     *
     * @param bytes 1 KiB to 1 TiB
     * @return this builder
     */
    public Builder sendQueueBytes(long bytes) {
      engine.sendQueueBytes(bytes);
      return this;
    }

    /**
     * Sets how long a packet may wait to be written; default 45 s.
     *
     * @param age 1 ms to 12 days
     * @return this builder
     */
    public Builder sendQueueAge(Duration age) {
      engine.sendQueueAge(age);
      return this;
    }

    /**
     * Sets how long a client may stay without joining any namespace, and how long a middleware may
     * take; default 45 s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder connectTimeout(Duration timeout) {
      connectTimeout = Objects.requireNonNull(timeout, "connectTimeout");
      return this;
    }

    /**
     * Sets how long answers to a broadcast are waited for; default 5 s.
     *
     * @param timeout 1 ms to 12 days
     * @return this builder
     */
    public Builder ackTimeout(Duration timeout) {
      ackTimeout = Objects.requireNonNull(timeout, "ackTimeout");
      return this;
    }

    /**
     * Sets where handlers run; default {@link Dispatch#auto}.
     *
     * @param where the choice
     * @return this builder
     */
    public Builder dispatch(Dispatch where) {
      dispatch = Objects.requireNonNull(where, "dispatch");
      return this;
    }

    /**
     * Sets how much of one client may wait for its handlers; see {@link
     * SocketIoOptions#receiveQueueBytes}.
     *
     * @param bytes at least {@code maxHttpBufferSize}
     * @return this builder
     */
    public Builder receiveQueueBytes(long bytes) {
      receiveQueueBytes = bytes;
      return this;
    }

    /**
     * Sets the greatest number of binary attachments in one packet of a client; default 10.
     *
     * @param count 0 to 1000
     * @return this builder
     */
    public Builder maxAttachments(int count) {
      maxAttachments = count;
      return this;
    }

    /**
     * Sets what makes the adapters; default {@link AdapterFactory#inMemory}.
     *
     * @param factory asked once for each namespace
     * @return this builder
     */
    public Builder adapter(AdapterFactory factory) {
      adapter = Objects.requireNonNull(factory, "adapter");
      return this;
    }

    /**
     * Sets the JSON codec, which stays the application's; default {@link JsonCodec#standard}.
     *
     * @param codec reads and writes payloads
     * @return this builder
     */
    public Builder json(JsonCodec codec) {
      json = Objects.requireNonNull(codec, "json");
      return this;
    }

    /**
     * Checks the options.
     *
     * @return the options
     * @throws IllegalArgumentException naming option, value and what is allowed
     */
    public SocketIoOptions build() {
      return new SocketIoOptions(this);
    }
  }
}
