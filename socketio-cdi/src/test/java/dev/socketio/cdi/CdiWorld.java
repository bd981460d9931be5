package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.CloseReason;
import dev.socketio.server.Dispatch;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** An application of some beans, started with Weld, and its servers, each as of a servlet. */
final class CdiWorld implements AutoCloseable {

  final WeldContainer container;
  final Map<String, String> contextParams = new HashMap<>();
  final Map<String, Object> attributes = new HashMap<>();
  final List<Throwable> failures = new ArrayList<>();
  private final List<TestClient> clients = new ArrayList<>();
  private final SocketIoExtension extension = new SocketIoExtension();
  private final Map<String, SocketIoServer> servers = new TreeMap<>();
  private final Map<String, Map<String, String>> servlets = new TreeMap<>();

  private CdiWorld(Weld weld, Class<?>... beans) {
    container = weld.disableDiscovery().addExtension(extension).addBeanClasses(beans).initialize();
  }

  /** The beans are found and checked, but no servlet has started. */
  static CdiWorld of(Class<?>... beans) {
    return new CdiWorld(new Weld(), beans);
  }

  /** The same, with the extension in an archive that sees none of the beans. */
  static CdiWorld blind(Class<?>... beans) {
    return new CdiWorld(new BlindExtension(), beans);
  }

  /** One servlet has started. */
  static CdiWorld started(Class<?>... beans) throws Exception {
    CdiWorld world = of(beans);
    try {
      world.start("chat");
      return world;
    } catch (Exception failure) {
      world.close();
      throw failure;
    }
  }

  /** One servlet has started, and there is another extension. */
  static CdiWorld extended(Extension other, Class<?>... beans) throws Exception {
    CdiWorld world = new CdiWorld(new Weld().addExtension(other), beans);
    world.start("chat");
    return world;
  }

  CdiWorld servlet(String name, Map<String, String> initParams) {
    servlets.put(name, initParams);
    return this;
  }

  SocketIoServer start(String servlet) throws Exception {
    servlets.putIfAbsent(servlet, Map.of());
    SocketIoOptions.Builder options =
        contributor()
            .options(config(servlet))
            .map(SocketIoOptions::toBuilder)
            .orElseGet(SocketIoOptions::builder)
            .dispatch(Dispatch.direct());
    contributor().configure(config(servlet), options);
    SocketIoServer server = SocketIoServer.create(options.build());
    server.onError((socket, failure) -> failures.add(failure));
    servers.put(servlet, server);
    contributor().configure(config(servlet), server);
    return server;
  }

  void stop(String servlet) throws Exception {
    clients.forEach(client -> client.close(CloseReason.SERVER_SHUTTING_DOWN));
    SocketIoServer server = servers.remove(servlet);
    server.close().toCompletableFuture().get(10, TimeUnit.SECONDS);
    contributor().closed(config(servlet), server);
  }

  CdiContributor contributor() {
    assertThat(extension.contributor()).isNotNull();
    return extension.contributor();
  }

  SocketIoServer server() {
    return servers.get("chat");
  }

  /** A client of the first server that has joined nothing. */
  TestClient open(String user, String... roles) {
    TestClient client = TestClient.open(server(), user, roles);
    clients.add(client);
    return client;
  }

  /** A client that has joined a namespace of the first server. */
  TestClient join(String namespace) {
    TestClient client = open(null).sends("0" + prefix(namespace));
    assertThat(client.received()).first().asString().contains("\"sid\":");
    return client;
  }

  private static String prefix(String namespace) {
    return namespace.equals("/") ? "" : namespace + ",";
  }

  <T> T get(Class<T> type) {
    return container.select(type).get();
  }

  ServletConfig config(String servlet) {
    return proxy(
        ServletConfig.class,
        Map.of(
            "getServletName",
            arguments -> servlet,
            "getServletContext",
            arguments -> context(),
            "getInitParameter",
            arguments -> servlets.get(servlet).get(arguments[0]),
            "getInitParameterNames",
            arguments -> Collections.enumeration(servlets.get(servlet).keySet())));
  }

  ServletContext context() {
    Map<String, ServletRegistration> registrations = new HashMap<>();
    servlets.forEach(
        (name, params) ->
            registrations.put(
                name,
                proxy(
                    ServletRegistration.class,
                    Map.of(
                        "getInitParameter",
                        arguments -> params.get(arguments[0]),
                        "getMappings",
                        arguments ->
                            params.getOrDefault("mapping", "/").isEmpty()
                                ? Set.of()
                                : Set.of("/" + name),
                        "getClassName",
                        arguments ->
                            params.getOrDefault("class", SocketIoServlet.class.getName())))));
    return proxy(
        ServletContext.class,
        Map.of(
            "getInitParameter", arguments -> contextParams.get(arguments[0]),
            "getServletRegistrations", arguments -> registrations,
            "getServletRegistration", arguments -> registrations.get(arguments[0]),
            "getFilterRegistrations", arguments -> Map.of(),
            "getClassLoader", arguments -> CdiWorld.class.getClassLoader(),
            "getAttribute", arguments -> attributes.get(arguments[0]),
            "setAttribute", arguments -> attributes.put((String) arguments[0], arguments[1])));
  }

  private interface Answer {
    Object to(Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Map<String, Answer> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (!answers.containsKey(method.getName())) {
                throw new AssertionError("Not expected: " + method);
              }
              return answers.get(method.getName()).to(arguments);
            }));
  }

  @Override
  public void close() throws Exception {
    try {
      for (String servlet : List.copyOf(servers.keySet())) {
        stop(servlet);
      }
    } finally {
      container.shutdown();
    }
  }
}
