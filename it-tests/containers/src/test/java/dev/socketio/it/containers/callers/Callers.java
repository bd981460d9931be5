package dev.socketio.it.containers.callers;

import dev.socketio.cdi.OnConnected;
import dev.socketio.cdi.OnDisconnect;
import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import dev.socketio.server.Socket;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Notes as whom its handlers run, and for whom. */
@SocketIoNamespace
public class Callers {

  private final List<String> seen = new CopyOnWriteArrayList<>();

  @Inject Instance<Principal> container;

  @OnConnected
  void came(Principal user) {
    note("came", user);
  }

  @OnEvent("ask")
  String ask(Principal user) {
    return note("asked", user);
  }

  /** What the others' handlers do now is set off by this one. */
  @OnEvent("alone")
  String alone(Socket socket, Principal user) {
    socket.namespace().sockets().values().stream()
        .filter(other -> other != socket)
        .forEach(Socket::disconnect);
    return note("alone", user);
  }

  @OnDisconnect
  void gone(Principal user) {
    note("gone", user);
  }

  @OnEvent("seen")
  List<String> seen() {
    return seen;
  }

  /** The application's own classes and names are there in every handler. */
  @SuppressWarnings("BanJNDI") // one fixed name of the application itself
  @OnEvent("surroundings")
  String surroundings() throws NamingException {
    boolean own = Thread.currentThread().getContextClassLoader() == Callers.class.getClassLoader();
    return new InitialContext().lookup("java:comp/env/greeting") + " " + own;
  }

  private String note(String what, Principal user) {
    String line = what + ": " + user.getName() + " as " + container.get().getName();
    seen.add(line);
    return line;
  }
}
