package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsyncSupportTest {

  private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();

  private void filter(String name, List<String> urls, List<String> servlets) {
    filters.put(
        name,
        new Fakes()
            .returning("getName", name)
            .returning("getUrlPatternMappings", urls)
            .returning("getServletNameMappings", servlets)
            .as(FilterRegistration.class));
  }

  private String complaint() {
    ServletContext context =
        new Fakes().returning("getFilterRegistrations", filters).as(ServletContext.class);
    HttpServletRequest request =
        new Fakes()
            .returning("getServletContext", context)
            .returning("getRequestURI", "/app/socket.io/")
            .returning("getContextPath", "/app")
            .as(HttpServletRequest.class);
    return AsyncSupport.complaint("chat", request);
  }

  @Test
  void servletAloneIsNamed() {
    assertThat(complaint())
        .contains(
            "the servlet \"chat\" does not support", "<async-supported>true</async-supported>");
  }

  @Test
  void filtersThatCanBeInFrontAreNamed() {
    filter("all", List.of("/*"), List.of());
    filter("below", List.of("/socket.io/*"), List.of());
    filter("exact", List.of("/socket.io/"), List.of());
    filter("ofServlet", List.of(), List.of("chat"));
    filter("ofServlets", List.of(), List.of("*"));
    filter("elsewhere", List.of("/api/*", "/socket.iox/*", "*.jsp", "/"), List.of("other"));

    assertThat(complaint()).contains("(all, below, exact, ofServlet, ofServlets)");
  }

  @Test
  void extensionPatternIsUnderstood() {
    filter("odd", List.of("*.io/"), List.of());

    assertThat(complaint()).contains("(odd)");
  }
}
