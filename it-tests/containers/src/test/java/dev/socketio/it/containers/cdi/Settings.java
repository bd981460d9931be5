package dev.socketio.it.containers.cdi;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.server.SocketIoOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;

/** What others write into a {@code web.xml}. */
@ApplicationScoped
public class Settings {

  @Produces
  static CorsPolicy policy() {
    return CorsPolicy.builder().origins("https://friend.example").credentials(true).build();
  }

  @Produces
  static SocketIoOptions options() {
    return SocketIoOptions.builder()
        .pingInterval(Duration.ofMillis(12_345))
        .bodyTimeout(Duration.ofSeconds(3))
        .build();
  }
}
