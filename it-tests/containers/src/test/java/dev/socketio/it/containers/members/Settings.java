package dev.socketio.it.containers.members;

import dev.socketio.cors.CorsPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Which pages may connect. */
@ApplicationScoped
public class Settings {

  @Produces
  static CorsPolicy policy() {
    return CorsPolicy.builder()
        .origins("https://friend.example")
        .credentials(true)
        .allowedHeaders("authorization")
        .build();
  }
}
