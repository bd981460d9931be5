package dev.socketio.cdi;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.SocketIoOptions;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.List;
import java.util.Set;

/**
 * What the extension has found in an application, free of mistakes.
 *
 * @param beans of the application
 * @param handlers beans with handlers
 * @param policies CORS policies
 * @param options complete options
 * @param configurers beans that set servers up
 * @param namespaces that are injected, or rooms of them
 * @param serversAreInjected whether servers themselves are injected
 * @param servers the running servers
 * @param contexts runs handlers
 * @param events fires our events
 */
record Deployment(
    BeanManager beans,
    List<HandlerBean> handlers,
    Producers<CorsPolicy> policies,
    Producers<SocketIoOptions> options,
    List<Bean<?>> configurers,
    Set<OfNamespace> namespaces,
    boolean serversAreInjected,
    Servers servers,
    Contexts contexts,
    CdiEvents events) {

  /**
   * {@return the name under which settings for a servlet are found: its own, or empty}
   *
   * @param producers of the settings
   * @param servlet name of the servlet
   */
  String key(Producers<?> producers, String servlet) {
    return producers.servers().contains(servlet) || servers.named().contains(servlet)
        ? servlet
        : "";
  }
}
