package dev.socketio.engine;

import dev.socketio.engine.packet.EnginePacket;

/**
 * One way of carrying packets to and from a client, from the session's point of view. A transport
 * tells its {@link EngineSession} what arrives and how writes end.
 *
 * <p>Threading: called by any thread, but {@link #write} and {@link #readyToClose} by one at a
 * time. No method blocks.
 */
public interface Transport {

  /** {@return which transport this is} */
  TransportName name();

  /** {@return whether a write could start now} */
  boolean isWritable();

  /**
   * Starts one write, if it may start now and the source has something: WebSocket takes one packet,
   * polling all there are.
   *
   * @param source what is to be written
   * @return {@code true} if something was taken; {@link EngineSession#onWritten} is then called
   *     once, possibly before this method returns
   */
  boolean write(PacketSource source);

  /**
   * Answers a waiting poll with a noop packet, so that the client can go on with an upgrade;
   * WebSocket does nothing.
   */
  void release();

  /**
   * Sends a packet past the queue, for the candidate of an upgrade: nothing else is written there
   * yet. While one such packet is being sent, further ones are dropped. {@link
   * EngineSession#onWritable} is called when it has left.
   *
   * @param packet what to send
   */
  void sendAside(EnginePacket packet);

  /**
   * Takes no further requests because the session moves away, unless something is just arriving
   * here: then {@link EngineSession#onReceived} is called when it has.
   *
   * @return {@code true} if this call made it so
   */
  boolean discard();

  /**
   * Whether the client can be told now that the session is over, by {@link #close}; asked again
   * whenever that may have changed.
   *
   * @return {@code false} if it has to wait for the client's next poll
   */
  boolean readyToClose();

  /** Closes at once; a waiting poll is answered with a close packet. Further calls do nothing. */
  void close();
}
