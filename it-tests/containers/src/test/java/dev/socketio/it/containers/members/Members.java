package dev.socketio.it.containers.members;

import dev.socketio.cdi.OnConnected;
import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import dev.socketio.server.Socket;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;

/** Everybody who may pass the container's constraint may join; some events are not for all. */
@SocketIoNamespace("/members")
public class Members {

  @OnConnected
  void greet(Socket socket, Principal principal) {
    socket.emit("welcome", principal.getName());
  }

  @OnEvent("who")
  String who(Socket socket) {
    return socket.handshake().request().caller().principal().orElseThrow().getName();
  }

  @OnEvent("close")
  @RolesAllowed("manager")
  String close(Principal principal) {
    return "closed by " + principal.getName();
  }
}
