package com.example;

import dev.socketio.cors.CorsPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** What others write into a {@code web.xml}. */
@ApplicationScoped
public class Settings {

  /** Which pages may connect, apart from those of this application. */
  @Produces
  CorsPolicy policy() {
    return CorsPolicy.builder()
        .origins("https://my-frontend.com", "http://localhost:3000")
        .credentials(true)
        .build();
  }
}
