package dev.socketio.it.containers.cdi;

import dev.socketio.cdi.SocketScoped;

/** Who a client is. */
@SocketScoped
public class Visitor {

  private String name = "";

  String name() {
    return name;
  }

  void name(String given) {
    name = given;
  }
}
