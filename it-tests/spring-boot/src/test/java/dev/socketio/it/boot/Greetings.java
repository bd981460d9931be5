package dev.socketio.it.boot;

import org.springframework.stereotype.Component;

/** A bean of the application that handlers use. */
@Component
class Greetings {

  String to(String name) {
    return "Hello, " + name + "!";
  }
}
