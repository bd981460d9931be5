package dev.socketio.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.socketio.cdielsewhere.Elsewhere;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.Ack;
import dev.socketio.server.DisconnectReason;
import dev.socketio.server.Namespace;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoConfigurer;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with an application is said all at once, with class, method and remedy. */
class MistakesTest {

  private static String failure(Class<?>... beans) {
    List<Class<?>> all = new ArrayList<>(Arrays.asList(beans));
    Throwable failure = catchThrowable(() -> CdiWorld.of(all.toArray(Class<?>[]::new)).close());
    assertThat(failure).as("failure of the deployment").isNotNull();
    return String.valueOf(failure.getMessage());
  }

  private static void assertSays(Class<?> bean, String... fragments) {
    assertThat(failure(bean)).contains(bean.getName()).contains(fragments);
  }

  @SocketIoNamespace
  static class Many {
    @OnEvent("connect")
    void reserved() {}

    @OnEvent("x")
    String twice(Ack ack) {
      return "";
    }

    @OnDisconnect
    void reason(DisconnectReason reason, String text) {}
  }

  @Test
  void allMistakesAreReportedTogether() {
    assertThat(failure(Many.class))
        .contains("3 mistakes")
        .contains(
            Many.class.getName()
                + ".reserved(): \"connect\" is no event that clients can send; use")
        .contains(".twice(Ack): both returns an answer and takes an Ack; ")
        .contains(
            ".reason(DisconnectReason, String): parameter 1 (java.lang.String) has no meaning");
  }

  @SocketIoNamespace
  static class Statics {
    @OnEvent("x")
    static void handler() {}
  }

  @Test
  void aStaticHandler() {
    assertSays(Statics.class, ".handler(): is static");
  }

  @SocketIoNamespace
  static class Twofold {
    @OnConnected
    @OnEvent("x")
    void handler() {}
  }

  @Test
  void aMethodWithTwoMeanings() {
    assertSays(Twofold.class, "1 mistake ", "[@OnConnected, @OnEvent]");
  }

  @SocketIoNamespace
  static class NoName {
    @OnEvent({})
    void handler() {}
  }

  @Test
  void anEventWithoutAName() {
    assertSays(NoName.class, "names no event");
  }

  @Dependent
  static class Homeless {
    @OnEvent("x")
    void handler() {}
  }

  @Test
  void handlersOutsideOfANamespace() {
    assertSays(Homeless.class, "annotate the class with @SocketIoNamespace");
  }

  @SocketIoNamespace
  class Inner {
    @OnEvent("x")
    void handler() {}
  }

  @Test
  void aClassThatIsNoBean() {
    assertSays(Inner.class, "is no CDI bean");
  }

  @SocketIoNamespace("a,b")
  static class BadName {}

  @Test
  void aNamespaceThatCannotBeNamedSo() {
    assertSays(BadName.class, "cannot be named \"/a,b\"");
  }

  @SocketIoNamespace
  @SessionScoped
  static class InSession implements java.io.Serializable {
    @OnEvent("x")
    void handler() {}
  }

  @Test
  void aScopeThatIsNeverActive() {
    assertSays(InSession.class, "@SessionScoped", "@SocketScoped");
  }

  @SocketIoNamespace
  static class Unbindable {
    @OnEvent("x")
    void handler(String text, InputStream stream) {}
  }

  @Test
  void aTypeThatNothingBinds() {
    assertSays(Unbindable.class, "parameter 1", "java.io.InputStream");
  }

  @SocketIoNamespace
  @Dependent
  static class Open<T> {
    @OnEvent("x")
    void handler(List<T> items) {}
  }

  @Test
  void aTypeVariableThatStandsForNothing() {
    assertSays(Open.class, "java.util.List<T>", "extends Base<Item>");
  }

  @SocketIoNamespace
  static class Intercepted {
    @BeanBehaviourTest.Traced
    @OnEvent("x")
    private void handler() {}
  }

  @Test
  void anInterceptorOnAPrivateMethod() {
    assertThat(
            failure(Intercepted.class, BeanBehaviourTest.Tracer.class, BeanBehaviourTest.Log.class))
        .contains("@Traced has no effect", "package-private");
  }

  @SocketIoNamespace
  @BeanBehaviourTest.Traced
  static class InterceptedAsAWhole extends Elsewhere {
    @OnEvent("x")
    private void handler() {}
  }

  @Test
  void anInterceptorOnAClassWithMethodsThatItCannotSee() {
    assertThat(
            failure(
                InterceptedAsAWhole.class,
                BeanBehaviourTest.Tracer.class,
                BeanBehaviourTest.Log.class))
        .contains("3 mistakes")
        .contains(".handler(): is private, so that @Traced has no effect on it")
        .contains(".secret() (of " + Elsewhere.class.getName() + "): is private")
        .contains(".hidden() (of " + Elsewhere.class.getName() + "): is package-private")
        .contains("@Traced has no effect on it; make it protected");
  }

  @SocketIoNamespace
  static class Dropping {
    @OnConnected
    int connected() {
      return 1;
    }

    @OnConnect
    boolean admit() {
      return true;
    }
  }

  @Test
  void valuesThatGoNowhere() {
    assertSays(Dropping.class, "2 mistakes", "returns int", "refuse with ConnectRefusedException");
  }

  @SocketIoNamespace
  static class First {
    @OnEvent("x")
    int answer() {
      return 1;
    }
  }

  @SocketIoNamespace
  static class Second {
    @OnEvent({"y", "x"})
    int answer() {
      return 2;
    }
  }

  @Test
  void twoAnswersToOneEvent() {
    assertThat(failure(First.class, Second.class))
        .contains("Event \"x\" of /", First.class.getName(), Second.class.getName());
  }

  @SocketIoNamespace
  @PermitAll
  static class Rules {
    @DenyAll
    @OnDisconnect
    void gone() {}

    @DenyAll
    @PermitAll
    @OnEvent("x")
    void both() {}
  }

  @Test
  void accessRulesThatMeanNothing() {
    assertSays(Rules.class, "2 mistakes", "no effect on @OnDisconnect", "keep one");
  }

  @SocketIoNamespace
  static class Values {
    @OnEvent("x")
    void handler(@Header("a") int header, @Query("b") List<String> query) {}
  }

  @Test
  void handshakeValuesOfTheWrongType() {
    assertSays(Values.class, "a header is a String", "a query parameter is a String");
  }

  @Dependent
  static class Policies {
    @Produces
    static CorsPolicy one() {
      return CorsPolicy.sameOriginOnly();
    }

    @Produces static CorsPolicy two = CorsPolicy.sameOriginOnly();
  }

  @Test
  void twoProducersOfAPolicy() {
    assertThat(failure(Policies.class))
        .contains(
            "CorsPolicy",
            Policies.class.getName() + ".one() and " + Policies.class.getName() + ".two",
            "@SocketIo");
  }

  @Dependent
  static class Scoped {
    @Produces
    @ApplicationScoped
    static CorsPolicy policy() {
      return CorsPolicy.sameOriginOnly();
    }
  }

  @Test
  void aPolicyInAScopeWithAProxy() {
    assertSays(Scoped.class, ".policy()", "@Singleton");
  }

  @Dependent
  static class Options {
    @Produces
    static SocketIoOptions one() {
      return SocketIoOptions.builder().build();
    }

    @Produces
    static SocketIoOptions two() {
      return SocketIoOptions.builder().build();
    }
  }

  @Dependent
  static class Injecting {
    @Inject
    @OfNamespace("a,b")
    Namespace badName;

    @Inject
    @SocketIo("")
    Instance<SocketIoServer> nobodys;
  }

  @SocketIoNamespace
  static class Nameless {
    @OnEvent("x")
    void handler(@Header("") String header, @Query(" ") String query) {}
  }

  @Dependent
  @SocketIo(" ")
  static class QualifiedForNobody implements SocketIoConfigurer {
    @Override
    public void configure(SocketIoServer server) {}
  }

  @Test
  void valuesOfAnnotationsThatNameNothing() {
    assertSays(
        Nameless.class, "2 mistakes", "@Header names no header", "@Query names no query parameter");
    assertSays(
        Injecting.class,
        "2 mistakes",
        Injecting.class.getName() + ".badName: a namespace cannot be named \"/a,b\"",
        Injecting.class.getName() + ".nobodys: @SocketIo names no servlet");
  }

  @Test
  void allThatCanBeWrongInAnApplicationIsSaidAtOnce() {
    assertThat(
            failure(
                Many.class,
                Statics.class,
                Homeless.class,
                Inner.class,
                BadName.class,
                Unbindable.class,
                First.class,
                Second.class,
                Rules.class,
                Nameless.class,
                Injecting.class,
                Policies.class,
                Scoped.class,
                Options.class,
                QualifiedForNobody.class))
        .contains(Many.class.getName() + ".reserved()")
        .contains(Many.class.getName() + ".twice(Ack)")
        .contains(Statics.class.getName() + ".handler()")
        .contains(Homeless.class.getName())
        .contains(Inner.class.getName())
        .contains(BadName.class.getName())
        .contains(Unbindable.class.getName() + ".handler(String, InputStream): parameter 1")
        .contains("Event \"x\" of / is answered by several methods")
        .contains(Rules.class.getName() + ".gone()")
        .contains(Nameless.class.getName() + ".handler(String, String)")
        .contains(Injecting.class.getName() + ".badName")
        .contains(QualifiedForNobody.class.getName() + ": @SocketIo names no servlet")
        .contains("several sources of the CorsPolicy")
        .contains("several sources of the SocketIoOptions");
  }
}
