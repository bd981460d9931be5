package dev.socketio.servlet;

import java.util.Map;

/**
 * What JMX shows of the server of one servlet, under the name {@code
 * dev.socketio:type=SocketIoServer,host=…,context=…,servlet=…}. Where that name is taken, as by an
 * older version of the application that still runs beside this one, {@code ,number=2} follows, or
 * the next that is free. The init-param {@code jmx} set to {@code false} leaves it out.
 *
 * <p>Threading: safe for use by any thread.
 */
public interface SocketIoServerMXBean {

  /** {@return connections now, by transport} */
  Map<String, Integer> getConnections();

  /** {@return connected sockets now, by namespace} */
  Map<String, Integer> getSockets();

  /** {@return rooms now, by namespace, the own rooms of sockets not counted} */
  Map<String, Integer> getRooms();

  /** {@return connections that were opened} */
  long getConnectionsOpened();

  /** {@return connections that moved from polling to WebSocket} */
  long getConnectionsUpgraded();

  /** {@return connections that ended, by reason} */
  Map<String, Long> getConnectionsClosed();

  /** {@return refused requests, by the code of the protocol's error and its text} */
  Map<String, Long> getRequestsRefused();

  /** {@return packets from clients} */
  long getPacketsReceived();

  /** {@return packets for clients} */
  long getPacketsSent();

  /** {@return size of messages from clients: characters of text and bytes of data} */
  long getSizeReceived();

  /** {@return size of messages for clients: characters of text and bytes of data} */
  long getSizeSent();

  /** {@return packets that wait for clients now} */
  long getQueuedPackets();

  /** {@return what they take up: characters of text, bytes of data, and some for each packet} */
  long getQueuedSize();
}
