package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class StartContextTest {

  private final Map<Object, Object> attributes = new HashMap<>();
  private final ServletContext context =
      new Fakes()
          .on("getAttribute", arguments -> attributes.get(arguments[0]))
          .on("setAttribute", arguments -> attributes.put(arguments[0], arguments[1]))
          .on("removeAttribute", arguments -> attributes.remove(arguments[0]))
          .as(ServletContext.class);
  private final StringBuilder ran = new StringBuilder();

  private StartContext deployed(Executor application) {
    StartContext start = new StartContext(() -> Optional.ofNullable(application));
    start.contextInitialized(new ServletContextEvent(context));
    return start;
  }

  private void serve(StartContext start) {
    start.requestInitialized(
        new ServletRequestEvent(context, new Fakes().as(HttpServletRequest.class)));
  }

  private void start() throws ServletException {
    StartContext.run(context, () -> ran.append("started"));
  }

  private void asTheApplication(Runnable task) {
    ran.append("as the application ");
    task.run();
  }

  @Test
  void withTheApplicationAServletStartsAsItIs() throws ServletException {
    deployed(this::asTheApplication);
    start();

    assertThat(ran).hasToString("started");
  }

  @Test
  void withARequestItStartsAsTheApplication() throws ServletException {
    serve(deployed(this::asTheApplication));
    start();

    assertThat(ran).hasToString("as the application started");
  }

  @Test
  void withoutAContextServiceThereIsNobodyElseToStartAs() throws ServletException {
    serve(deployed(null));
    start();

    assertThat(ran).hasToString("started");
  }

  @Test
  void itDoesNotStartAsAUser() {
    serve(
        deployed(
            task -> {
              throw new RejectedExecutionException("stopped");
            }));
    assertThatThrownBy(this::start)
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("<load-on-startup>1</load-on-startup>");

    serve(deployed(task -> {}));
    assertThatThrownBy(this::start).isInstanceOf(ServletException.class);
    assertThat(ran).isEmpty();
  }

  @Test
  void whatTheServletThrowsComesThroughWhateverTheContextDoesWithIt() {
    serve(
        deployed(
            task -> {
              try {
                task.run();
              } catch (RuntimeException wrapped) {
                throw new IllegalStateException(wrapped);
              }
            }));
    for (Exception failure :
        new Exception[] {new ServletException("wrong"), new UnsupportedOperationException("no")}) {
      assertThatThrownBy(
              () ->
                  StartContext.run(
                      context,
                      () -> {
                        if (failure instanceof RuntimeException unexpected) {
                          throw unexpected;
                        }
                        throw (ServletException) failure;
                      }))
          .isSameAs(failure);
    }
  }

  @Test
  void nothingIsKeptAfterTheApplication() throws ServletException {
    StartContext start = deployed(this::asTheApplication);
    start.contextDestroyed(new ServletContextEvent(context));

    assertThat(attributes).isEmpty();
  }
}
