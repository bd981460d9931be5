package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.cdielsewhere.Elsewhere;
import dev.socketio.server.ConnectRefusedException;
import dev.socketio.server.Socket;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers are methods of beans, and behave as those do. */
class BeanBehaviourTest {

  @ApplicationScoped
  static class Log {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
      lines.add(line);
    }

    List<String> lines() {
      return lines;
    }
  }

  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface Traced {}

  @Traced
  @Interceptor
  @Priority(1)
  static class Tracer {
    @Inject Log log;

    @AroundInvoke
    Object trace(InvocationContext call) throws Exception {
      log.add("before " + call.getMethod().getName());
      return call.proceed();
    }
  }

  interface Greeter {
    String greet(String name);
  }

  @Decorator
  @Priority(1)
  abstract static class Politely implements Greeter {
    @Inject @Delegate @Any Greeter delegate;

    @Override
    public String greet(String name) {
      return delegate.greet("dear " + name);
    }
  }

  record Item(int price) {}

  abstract static class Base<T> {
    final List<Object> saved = new ArrayList<>();

    @OnEvent("save")
    int save(T item) {
      saved.add(item);
      return saved.size();
    }

    @OnEvent("all")
    int saveAll(List<T> items) {
      saved.addAll(items);
      return saved.size();
    }

    @OnEvent("hidden")
    private String hidden() {
      return "private of the superclass";
    }

    @OnEvent("silenced")
    String silenced() {
      return "of the superclass";
    }

    @OnEvent("replaced")
    String replaced(T item) {
      return "of the superclass";
    }

    List<Object> saved() {
      return saved;
    }
  }

  @SocketIoNamespace
  static class Shop extends Base<Item> implements Greeter {
    private int calls;

    @Traced
    @OnEvent("traced")
    String traced() {
      return "traced";
    }

    @OnEvent("private")
    private int hiddenCount() {
      return ++calls;
    }

    @OnEvent("package")
    int count() {
      return ++calls;
    }

    @Override
    @OnEvent("greet")
    public String greet(String name) {
      return "hello " + name;
    }

    @Override
    String silenced() {
      return "no handler any more";
    }

    @Override
    @OnEvent("replaced")
    String replaced(Item item) {
      return "of the subclass " + item.price();
    }
  }

  @SocketIoNamespace("/elsewhere")
  static class Here extends Elsewhere {}

  @SocketIoNamespace("/request")
  @RequestScoped
  static class PerCall {
    private int calls;

    @OnEvent("count")
    int count() {
      return ++calls;
    }
  }

  @SocketIoNamespace("/socket")
  @SocketScoped
  static class PerSocket {
    private int calls;
    @Inject Log log;
    @Inject Socket socket;

    @OnConnect
    void admit(@Auth("no") Optional<Boolean> refused) throws ConnectRefusedException {
      calls += 10;
      if (refused.isPresent()) {
        throw new ConnectRefusedException("no");
      }
    }

    @OnEvent("count")
    private int count() {
      return ++calls;
    }

    @OnEvent("id")
    boolean id(Socket given) {
      return socket.id().equals(given.id());
    }

    @OnDisconnect
    void gone() {
      log.add("gone after " + calls);
    }

    @PreDestroy
    void end() {
      log.add("destroyed");
    }
  }

  @SocketIoNamespace("/dependent")
  @Dependent
  static class PerServer {
    private int calls;
    @Inject Log log;

    @OnEvent("count")
    int count() {
      return ++calls;
    }

    @PreDestroy
    void end() {
      log.add("dependent destroyed");
    }
  }

  private CdiWorld world;

  @AfterEach
  void end() throws Exception {
    world.close();
  }

  private TestClient join(String namespace, Class<?>... beans) throws Exception {
    world = CdiWorld.started(beans);
    return world.join(namespace);
  }

  private static String answer(TestClient client, String namespace, String packet) {
    String prefix = namespace.equals("/") ? "" : namespace + ",";
    client.received();
    client.sends("2" + prefix + "1" + packet);
    List<String> received = client.received();
    assertThat(received).hasSize(1);
    return received.get(0).substring(("3" + prefix + "1").length());
  }

  private TestClient shop() throws Exception {
    return join("/", Shop.class, Tracer.class, Log.class, Politely.class);
  }

  @Test
  void interceptorsSeeTheCall() throws Exception {
    TestClient client = shop();
    assertThat(answer(client, "/", "[\"traced\"]")).isEqualTo("[\"traced\"]");
    assertThat(world.get(Log.class).lines()).containsExactly("before traced");
  }

  @Test
  void decoratorsSeeTheCall() throws Exception {
    assertThat(answer(shop(), "/", "[\"greet\",\"Ann\"]")).isEqualTo("[\"hello dear Ann\"]");
  }

  @Test
  void privateAndPackagePrivateMethodsShareTheInstance() throws Exception {
    TestClient client = shop();
    assertThat(answer(client, "/", "[\"private\"]")).isEqualTo("[1]");
    assertThat(answer(client, "/", "[\"package\"]")).isEqualTo("[2]");
    assertThat(answer(client, "/", "[\"private\"]")).isEqualTo("[3]");
    assertThat(answer(client, "/", "[\"hidden\"]")).isEqualTo("[\"private of the superclass\"]");
  }

  @Test
  void methodsThatTheProxyCannotSeeShareTheInstance() throws Exception {
    TestClient client = join("/elsewhere", Here.class);
    assertThat(answer(client, "/elsewhere", "[\"protected\"]")).isEqualTo("[1]");
    assertThat(answer(client, "/elsewhere", "[\"package\"]")).isEqualTo("[2]");
    assertThat(answer(client, "/elsewhere", "[\"private\"]")).isEqualTo("[3]");
    assertThat(answer(client, "/elsewhere", "[\"protected\"]")).isEqualTo("[4]");
  }

  @Test
  void aTypeVariableOfASuperclassStandsForWhatTheBeanSays() throws Exception {
    TestClient client = shop();
    assertThat(answer(client, "/", "[\"save\",{\"price\":3}]")).isEqualTo("[1]");
    assertThat(answer(client, "/", "[\"all\",[{\"price\":4},{\"price\":5}]]")).isEqualTo("[3]");
    assertThat(world.get(Shop.class).saved())
        .containsExactly(new Item(3), new Item(4), new Item(5));
  }

  @Test
  void anOverridingMethodIsAHandlerOnlyIfItSaysSoItself() throws Exception {
    TestClient client = shop();
    assertThat(answer(client, "/", "[\"replaced\",{\"price\":3}]"))
        .isEqualTo("[\"of the subclass 3\"]");
    client.sends("22[\"silenced\"]");
    assertThat(client.received()).isEmpty();
  }

  @Test
  void aRequestScopedBeanLivesForOneCall() throws Exception {
    TestClient client = join("/request", PerCall.class);
    assertThat(answer(client, "/request", "[\"count\"]")).isEqualTo("[1]");
    assertThat(answer(client, "/request", "[\"count\"]")).isEqualTo("[1]");
  }

  @Test
  void aSocketScopedBeanLivesAsLongAsItsSocket() throws Exception {
    TestClient first = join("/socket", PerSocket.class, Log.class);
    TestClient second = world.join("/socket");

    assertThat(answer(first, "/socket", "[\"count\"]")).isEqualTo("[11]");
    assertThat(answer(first, "/socket", "[\"count\"]")).isEqualTo("[12]");
    assertThat(answer(second, "/socket", "[\"count\"]")).isEqualTo("[11]");
    assertThat(answer(second, "/socket", "[\"id\"]")).isEqualTo("[true]");
    assertThat(world.get(Log.class).lines()).isEmpty();

    first.sends("1/socket,");
    assertThat(world.get(Log.class).lines()).containsExactly("gone after 12", "destroyed");
  }

  @Test
  void theScopeOfARefusedSocketEnds() throws Exception {
    world = CdiWorld.started(PerSocket.class, Log.class);
    TestClient client = world.open(null).sends("0/socket,{\"no\":true}");
    assertThat(client.received()).containsExactly("4/socket,{\"message\":\"no\"}");
    assertThat(world.get(Log.class).lines()).containsExactly("destroyed");
  }

  @Test
  void aDependentBeanLivesWithTheServer() throws Exception {
    TestClient client = join("/dependent", PerServer.class, Log.class);
    assertThat(answer(client, "/dependent", "[\"count\"]")).isEqualTo("[1]");
    assertThat(answer(client, "/dependent", "[\"count\"]")).isEqualTo("[2]");
    List<String> log = world.get(Log.class).lines();

    world.stop("chat");

    assertThat(log).containsExactly("dependent destroyed");
  }
}
