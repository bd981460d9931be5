package dev.socketio.cdi;

import dev.socketio.server.Broadcast;
import dev.socketio.server.Namespace;
import dev.socketio.server.Socket;
import dev.socketio.server.SocketIoServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.util.Set;

/** The beans that we add: what applications inject of a server. */
final class InjectedBeans {

  private InjectedBeans() {}

  /**
   * Adds the servers: the unnamed one, and one for each name that is injected.
   *
   * @param event takes the beans
   * @param names that are injected
   * @param servers the running ones
   */
  static void servers(AfterBeanDiscovery event, Set<String> names, Servers servers) {
    event
        .<SocketIoServer>addBean()
        .id("dev.socketio.cdi.server")
        .types(SocketIoServer.class, Object.class)
        .scope(Dependent.class)
        .produceWith(instance -> servers.get(""));
    for (String name : names) {
      event
          .<SocketIoServer>addBean()
          .id("dev.socketio.cdi.server." + name)
          .types(SocketIoServer.class, Object.class)
          .qualifiers(SocketIo.Literal.of(name))
          .scope(Dependent.class)
          .produceWith(instance -> servers.get(name));
    }
  }

  /**
   * Adds what an injected namespace, or a room of it, stands for.
   *
   * @param event takes the beans
   * @param qualifiers that occur
   * @param servers the running ones
   */
  static void namespaces(AfterBeanDiscovery event, Set<OfNamespace> qualifiers, Servers servers) {
    for (OfNamespace qualifier : qualifiers) {
      String id = "dev.socketio.cdi.namespace." + qualifier;
      if (qualifier.room().isEmpty()) {
        event
            .<Namespace>addBean()
            .id(id)
            .types(Namespace.class, Broadcast.class, Object.class)
            .qualifiers(qualifier)
            .scope(ApplicationScoped.class)
            .produceWith(instance -> namespace(qualifier, servers));
      } else {
        event
            .<Broadcast>addBean()
            .id(id)
            .types(Broadcast.class, Object.class)
            .qualifiers(qualifier)
            .scope(ApplicationScoped.class)
            .produceWith(instance -> namespace(qualifier, servers).to(qualifier.room()));
      }
    }
  }

  private static Namespace namespace(OfNamespace qualifier, Servers servers) {
    return servers.get(qualifier.server()).of(qualifier.value());
  }

  /**
   * Adds the socket whose handler is being called.
   *
   * @param event takes the bean
   * @param context knows the socket
   */
  static void socket(AfterBeanDiscovery event, SocketContext context) {
    event
        .<Socket>addBean()
        .id("dev.socketio.cdi.socket")
        .types(Socket.class, Object.class)
        .scope(SocketScoped.class)
        .produceWith(instance -> context.socket());
  }
}
