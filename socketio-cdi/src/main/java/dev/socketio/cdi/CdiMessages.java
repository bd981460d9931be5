package dev.socketio.cdi;

import java.util.Collection;
import java.util.stream.Collectors;

/** What is said about mistakes in an application: where, what, and how to mend it. */
final class CdiMessages {

  private CdiMessages() {}

  static String all(Collection<String> problems) {
    return "Socket.IO: "
        + problems.size()
        + (problems.size() == 1 ? " mistake" : " mistakes")
        + " in the handlers and settings of this application:"
        + problems.stream()
            .map(problem -> System.lineSeparator() + "  - " + problem)
            .collect(Collectors.joining());
  }

  // Classes

  static String noNamespace(Class<?> type) {
    return type.getName()
        + ": has handler methods, but is in no namespace; annotate the class with"
        + " @SocketIoNamespace";
  }

  static String noBean(Class<?> type) {
    return type.getName()
        + ": is annotated @SocketIoNamespace, but is no CDI bean; make it a class that is not"
        + " abstract, not an inner class, and has a constructor without parameters or one annotated"
        + " @Inject";
  }

  static String notSelected(Class<?> type) {
    return type.getName()
        + " is annotated @SocketIoNamespace, and handles nothing: it is an alternative that is not"
        + " selected, vetoed, or another bean takes its place";
  }

  static String badNamespace(String where, String namespace) {
    return where
        + ": a namespace cannot be named \""
        + namespace
        + "\"; leave out commas and question marks";
  }

  static String badScope(Class<?> type, Class<?> scope) {
    return type.getName()
        + ": has the scope @"
        + scope.getSimpleName()
        + ", which is never active when a client's events are handled; use @ApplicationScoped,"
        + " @SocketScoped or @RequestScoped";
  }

  static String notItsType(Class<?> type) {
    return type.getName()
        + ": the class is not among its bean types (@Typed, or a business interface), so its"
        + " methods cannot be called; add the class to @Typed, or @LocalBean";
  }

  static String noReference(Class<?> type, Throwable why) {
    return type.getName()
        + ": cannot be used as a bean of its scope ("
        + why.getMessage()
        + "); let the class and its handlers be neither final nor without a constructor that a"
        + " proxy can use, or make it @Singleton";
  }

  static String severalAccessRules(String where) {
    return where + ": has several of @RolesAllowed, @PermitAll and @DenyAll; keep one";
  }

  // Methods

  static String severalKinds(HandlerMethod method, Collection<String> annotations) {
    return method + ": is annotated " + annotations + "; keep one, and write a method for each";
  }

  static String isStatic(HandlerMethod method) {
    return method + ": is static; handlers are methods of a bean, remove \"static\"";
  }

  static String inaccessible(HandlerMethod method, Throwable why) {
    return method
        + ": cannot be accessed ("
        + why.getMessage()
        + "); open its package to the module of socketio-cdi";
  }

  static String intercepted(HandlerMethod method, Class<?> binding) {
    return method
        + (method.isPrivate() ? ": is private" : ": is package-private in another package")
        + ", so that @"
        + binding.getSimpleName()
        + " has no effect on it; make it "
        + (method.method().getDeclaringClass() == method.beanClass()
            ? "package-private"
            : "protected");
  }

  static String noEvent(HandlerMethod method) {
    return method + ": names no event; write @OnEvent(\"its name\"), or @OnAnyEvent for all events";
  }

  static String reservedEvent(HandlerMethod method, String event, String remedy) {
    return method + ": \"" + event + "\" is no event that clients can send; " + remedy;
  }

  static String unsuitable(HandlerMethod method, int position, HandlerParameter parameter) {
    return method
        + ": parameter "
        + position
        + " ("
        + parameter.type().getTypeName()
        + ") has no meaning for @"
        + method.kind().annotation().getSimpleName()
        + "; allowed are "
        + allowed(method.kind());
  }

  private static String allowed(HandlerMethod.Kind kind) {
    String client =
        "Socket, Handshake, Principal, Namespace, SocketIoServer, @Auth, @Header, @Query";
    return switch (kind) {
      case CONNECT, CONNECTED -> client;
      case EVENT -> client + ", Ack, Arguments, @EventName and types of arguments";
      case ANY_EVENT -> client + ", Arguments, @EventName";
      case DISCONNECT -> client + ", DisconnectReason";
      case ERROR -> client + ", Throwable and its subtypes";
    };
  }

  static String badType(HandlerMethod method, int position, HandlerParameter parameter) {
    String allowed =
        switch (parameter.source()) {
          case HEADER -> "a header is a String, Optional<String> or List<String>";
          case QUERY -> "a query parameter is a String or Optional<String>";
          case EVENT_NAME -> "the name of an event is a String";
          default -> "allowed is a type without type variables";
        };
    return method
        + ": parameter "
        + position
        + " cannot be of type "
        + parameter.type().getTypeName()
        + "; "
        + allowed;
  }

  static String openType(HandlerMethod method, int position, HandlerParameter parameter) {
    return method
        + ": parameter "
        + position
        + " is of type "
        + parameter.type().getTypeName()
        + ", which stands for no type here; let the bean extend its superclass with the type given,"
        + " as in \"extends Base<Item>\"";
  }

  static String unbindable(HandlerMethod method, int position, Throwable why) {
    return method + ": parameter " + position + ": " + why.getMessage();
  }

  static String nullablePrimitive(HandlerMethod method, int position) {
    return method
        + ": parameter "
        + position
        + " is primitive and marked nullable; use its wrapper class";
  }

  static String answersTwice(HandlerMethod method) {
    return method
        + ": both returns an answer and takes an Ack; return nothing, or do without the Ack";
  }

  static String dropsItsValue(HandlerMethod method) {
    return method
        + ": returns "
        + method.returns().getTypeName()
        + ", which goes nowhere from @"
        + method.kind().annotation().getSimpleName()
        + "; return nothing"
        + (method.kind() == HandlerMethod.Kind.CONNECT
            ? " or a CompletionStage, and refuse with ConnectRefusedException"
            : "");
  }

  static String twoAnswers(String event, String namespace, Collection<HandlerMethod> methods) {
    return "Event \""
        + event
        + "\" of "
        + namespace
        + " is answered by several methods, of whose answers only the first counts: "
        + methods
        + "; let all but one return nothing";
  }

  static String uselessAccessRule(HandlerMethod method) {
    return method
        + ": @RolesAllowed, @PermitAll and @DenyAll have no effect on @"
        + method.kind().annotation().getSimpleName()
        + "; put them on @OnEvent methods, or on the class to guard the namespace";
  }

  // Producers

  static String twoProducers(String type, String server, Collection<String> producers) {
    return "There are several sources of the "
        + type
        + (server.isEmpty() ? "" : " for the servlet \"" + server + "\"")
        + ": "
        + String.join(" and ", producers)
        + "; keep one, or qualify them with @SocketIo(\"name of the servlet\")";
  }

  static String normalScope(String producer, String type) {
    return producer
        + ": produces a "
        + type
        + " in a scope that needs a proxy, which that class cannot have; it is immutable, so"
        + " produce it without a scope or as @Singleton";
  }

  // Names

  static String noServer(String where) {
    return where + ": @SocketIo names no servlet; give its name, or remove the annotation";
  }

  static String noName(HandlerMethod method, int position, HandlerParameter parameter) {
    return method
        + ": parameter "
        + position
        + (parameter.source() == HandlerParameter.Source.HEADER
            ? ": @Header names no header"
            : ": @Query names no query parameter")
        + "; give its name";
  }

  static String noServlets(Collection<String> names, Collection<String> existing) {
    return "The application names the Socket.IO servlets "
        + names
        + ", which there are none of; its Socket.IO servlets are "
        + existing
        + ". Correct @SocketIo, or \"server\" of @SocketIoNamespace or @OfNamespace";
  }

  static String configurerOfAnother(String servlet, Class<?> configurer, String server) {
    return "Servlet \""
        + servlet
        + "\" names "
        + configurer.getName()
        + " in its init-param configurer, but that class is annotated @SocketIo(\""
        + server
        + "\"), for another servlet; remove one of the two";
  }
}
