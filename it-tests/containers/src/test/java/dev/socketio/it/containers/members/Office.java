package dev.socketio.it.containers.members;

import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import jakarta.annotation.security.RolesAllowed;
import java.security.Principal;
import java.util.Optional;

/** A namespace that not everybody may join. */
@SocketIoNamespace("/office")
@RolesAllowed("manager")
public class Office {

  @OnEvent("who")
  String who(Optional<Principal> principal) {
    return principal.map(Principal::getName).orElse("nobody");
  }
}
