package dev.socketio.server.adapter;

import dev.socketio.server.packet.OutboundEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The sockets of one namespace on this server: what an adapter acts upon. Implemented by the
 * namespace.
 *
 * <p>Threading: safe for use by any thread; no method blocks. Sockets that have disconnected
 * meanwhile are passed over.
 */
public interface LocalSockets {

  /** {@return name of the namespace} */
  String namespace();

  /** {@return all connected sockets of this server; a live view} */
  Collection<? extends LocalSocket> all();

  /**
   * Sends an event to sockets. It is queued for each of them before this returns, so that what the
   * caller sends next comes after it; writing may go on in the background.
   *
   * @param receivers to whom
   * @param event what to send
   * @param ifWritable whether to leave those out to whom it cannot go at once
   */
  void send(Collection<? extends LocalSocket> receivers, OutboundEvent event, boolean ifWritable);

  /**
   * Sends an event and waits for answers, until the timeout of the target.
   *
   * @param receivers to whom
   * @param event what to send
   * @param target for its flags
   * @param answers told of each answer, not of the number of receivers; possibly before this
   *     returns
   * @return to how many it was sent
   */
  int sendWithAck(
      Collection<? extends LocalSocket> receivers,
      OutboundEvent event,
      BroadcastTarget target,
      BroadcastAnswers answers);

  /**
   * {@return what is known of sockets}
   *
   * @param sockets which
   */
  List<SocketDetails> describe(Collection<? extends LocalSocket> sockets);

  /**
   * Makes sockets join rooms, which comes back to {@link Adapter#addAll} for each.
   *
   * @param sockets which
   * @param rooms names
   */
  void join(Collection<? extends LocalSocket> sockets, Set<String> rooms);

  /**
   * Makes sockets leave rooms, which comes back to {@link Adapter#del} for each.
   *
   * @param sockets which
   * @param rooms names
   */
  void leave(Collection<? extends LocalSocket> sockets, Set<String> rooms);

  /**
   * Disconnects sockets.
   *
   * @param sockets which
   * @param closeConnection whether to close their connections as well
   */
  void disconnect(Collection<? extends LocalSocket> sockets, boolean closeConnection);
}
