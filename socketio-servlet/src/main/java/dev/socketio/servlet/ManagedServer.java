package dev.socketio.servlet;

import dev.socketio.server.ServerStatistics;
import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A server's bean in JMX.
 *
 * <p>Threading: safe for use by any thread.
 */
final class ManagedServer implements SocketIoServerMXBean {
  private static final Logger LOG = System.getLogger(ManagedServer.class.getName());

  private final ServerStatistics figures;

  private ManagedServer(ServerStatistics figures) {
    this.figures = figures;
  }

  /**
   * Registers the bean of a server. Where contexts of the same name run side by side, as versions
   * of an application do in Tomcat, all but the first have a number. A Java runtime without JMX
   * costs the bean and not the server.
   *
   * @param server the server
   * @param config of its servlet
   * @return takes the bean away again
   */
  static Runnable register(SocketIoServer server, ServletConfig config) {
    try {
      MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = register(beans, new ManagedServer(server.statistics()), config);
      return () -> unregister(beans, name);
    } catch (JMException | RuntimeException | LinkageError unable) {
      LOG.log(
          Level.WARNING, "Servlet \"" + config.getServletName() + "\" is not shown in JMX", unable);
      return () -> {};
    }
  }

  /** Asks nobody first whether a name is free: somebody else might take it meanwhile. */
  private static ObjectName register(MBeanServer beans, ManagedServer bean, ServletConfig config)
      throws JMException {
    for (int number = 1; ; number++) {
      ObjectName name = name(config, number);
      try {
        beans.registerMBean(bean, name);
        return name;
      } catch (InstanceAlreadyExistsException taken) {
        LOG.log(Level.DEBUG, "There is a bean {0} already; the next number is tried", name);
      }
    }
  }

  private static ObjectName name(ServletConfig config, int number) throws JMException {
    ServletContext context = config.getServletContext();
    return new ObjectName(
        "dev.socketio:type=SocketIoServer,host="
            + ObjectName.quote(String.valueOf(context.getVirtualServerName()))
            + ",context="
            + ObjectName.quote(context.getContextPath())
            + ",servlet="
            + ObjectName.quote(config.getServletName())
            + (number == 1 ? "" : ",number=" + number));
  }

  private static void unregister(MBeanServer beans, ObjectName name) {
    try {
      beans.unregisterMBean(name);
    } catch (JMException gone) {
      LOG.log(Level.DEBUG, "The bean {0} was gone before its server", name);
    }
  }

  @Override
  public Map<String, Integer> getConnections() {
    return named(figures.connections(), transport -> transport.wireName());
  }

  private static <K, V> Map<String, V> named(Map<K, V> figures, Function<K, String> name) {
    Map<String, V> named = new TreeMap<>();
    figures.forEach((key, value) -> named.put(name.apply(key), value));
    return named;
  }

  @Override
  public Map<String, Integer> getSockets() {
    return figures.sockets();
  }

  @Override
  public Map<String, Integer> getRooms() {
    return figures.rooms();
  }

  @Override
  public long getConnectionsOpened() {
    return figures.totals().sessionsOpened();
  }

  @Override
  public long getConnectionsUpgraded() {
    return figures.totals().sessionsUpgraded();
  }

  @Override
  public Map<String, Long> getConnectionsClosed() {
    return named(figures.totals().sessionsClosed(), reason -> reason.text());
  }

  @Override
  public Map<String, Long> getRequestsRefused() {
    return named(figures.totals().requestsRefused(), error -> error.code() + " " + error.message());
  }

  @Override
  public long getPacketsReceived() {
    return figures.totals().packetsReceived();
  }

  @Override
  public long getPacketsSent() {
    return figures.totals().packetsSent();
  }

  @Override
  public long getSizeReceived() {
    return figures.totals().sizeReceived();
  }

  @Override
  public long getSizeSent() {
    return figures.totals().sizeSent();
  }

  @Override
  public long getQueuedPackets() {
    return figures.queuedPackets();
  }

  @Override
  public long getQueuedSize() {
    return figures.queuedSize();
  }
}
