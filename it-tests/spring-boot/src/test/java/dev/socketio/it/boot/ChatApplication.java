package dev.socketio.it.boot;

import dev.socketio.it.fixture.TestConfigurer;
import dev.socketio.server.SocketIoOptions;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The application as docs/spring-boot.md shows it, with the handlers of most tests besides. */
@SpringBootApplication
class ChatApplication {

  @Bean
  ServletRegistrationBean<SocketIoServlet> socketIo(Greetings greetings) {
    SocketIoServer server = SocketIoServer.create(SocketIoOptions.defaults());
    new TestConfigurer().configure(server);
    server
        .of("/greetings")
        .onConnection(
            socket ->
                socket.on("greet", String.class, (name, ack) -> ack.send(greetings.to(name))));

    var registration = new ServletRegistrationBean<>(new SocketIoServlet(server), "/socket.io/*");
    registration.addInitParameter("cors.origin", "https://my-frontend.com");
    registration.setLoadOnStartup(1);
    return registration;
  }
}
