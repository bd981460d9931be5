package dev.socketio.servlet;

import static java.util.Collections.enumeration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.cors.CorsGuard;
import dev.socketio.engine.EngineOptions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.HttpMethodConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.server.ServerContainer;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is declared around a servlet")
class DeploymentChecksTest {

  private final Map<String, FilterRegistration> filters = new LinkedHashMap<>();
  private String webXml = "";

  private ServletContext context() {
    ServletRegistration servlet =
        new Fakes().returning("getMappings", List.of("/socket.io/*")).as(ServletRegistration.class);
    return new Fakes()
        .returning("getFilterRegistrations", filters)
        .returning("getServletRegistration", servlet)
        .returning("getClassLoader", getClass().getClassLoader())
        .returning("getAttribute", null)
        .returning("getInitParameter", null)
        .on("getResourceAsStream", path -> webXml.isEmpty() ? null : stream(path[0]))
        .as(ServletContext.class);
  }

  private ByteArrayInputStream stream(Object path) {
    assertThat(path).isEqualTo("/WEB-INF/web.xml");
    String whole =
        "<?xml version=\"1.0\"?><web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">"
            + webXml
            + "</web-app>";
    return new ByteArrayInputStream(whole.getBytes(StandardCharsets.UTF_8));
  }

  private void filter(String name, Class<?> type, String... urls) {
    filters.put(
        name,
        new Fakes()
            .returning("getName", name)
            .returning("getClassName", type.getName())
            .returning("getUrlPatternMappings", List.of(urls))
            .returning("getServletNameMappings", List.of())
            .as(FilterRegistration.class));
  }

  static class Plain extends HttpFilter {
    private static final long serialVersionUID = 1L;
  }

  @WebFilter(asyncSupported = true)
  static class Async extends HttpFilter {
    private static final long serialVersionUID = 1L;
  }

  @WebFilter(filterName = "sync")
  static class Sync extends HttpFilter {
    private static final long serialVersionUID = 1L;
  }

  @WebFilter(filterName = "onError", dispatcherTypes = DispatcherType.ERROR)
  static class OnError extends HttpFilter {
    private static final long serialVersionUID = 1L;
  }

  static class Chat extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  @WebServlet(name = "chat")
  static class SyncChat extends Chat {
    private static final long serialVersionUID = 1L;
  }

  @Nested
  @DisplayName("about asynchronous support")
  class AsyncSupportDeclared {

    private void check(Class<?> servlet) throws ServletException {
      ServletContext context = context();
      new AsyncDeclarations(context, WebXml.of(context)).check("chat", servlet);
    }

    private static String declared(String name, String more, String mapping) {
      return "<filter><description>of <![CDATA[ours]]></description><filter-name> "
          + name
          + " </filter-name>"
          + more
          + "</filter><filter-mapping><filter-name>"
          + name
          + "</filter-name>"
          + mapping
          + "</filter-mapping>";
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<url-pattern>/*</url-pattern>",
          "<url-pattern>/x</url-pattern><url-pattern>/socket.io/*</url-pattern>",
          "<servlet-name>chat</servlet-name>",
          "<servlet-name>*</servlet-name>",
          "<url-pattern>/*</url-pattern><dispatcher>ERROR</dispatcher><dispatcher>REQUEST</dispatcher>"
        })
    void filterWithoutItInWebXmlIsNamed(String mapping) {
      webXml = declared("log", "", mapping);
      filter("log", Plain.class, "/*");

      assertThatThrownBy(() -> check(Chat.class))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("the filter \"log\" (" + Plain.class.getName() + ") before it is")
          .hasMessageContaining("<async-supported>true</async-supported>");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<url-pattern>/api/*</url-pattern>",
          "<url-pattern>/*</url-pattern><dispatcher>ERROR</dispatcher>",
          "<servlet-name>other</servlet-name>"
        })
    void filterElsewhereDoesNotMatter(String mapping) {
      webXml = declared("log", "", mapping);
      filter("log", Plain.class, "/*");

      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();
    }

    @Test
    void filterWithItInWebXmlIsFine() {
      webXml =
          declared(
              "log", "<async-supported>true</async-supported>", "<url-pattern>/*</url-pattern>");
      filter("log", Plain.class, "/*");

      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();
    }

    @Test
    void annotationCompletesWebXmlButDoesNotOverrideIt() {
      filter("log", Async.class, "/*");
      webXml = declared("log", "", "<url-pattern>/*</url-pattern>");
      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();

      webXml =
          declared(
              "log", "<async-supported>false</async-supported>", "<url-pattern>/*</url-pattern>");
      assertThatThrownBy(() -> check(Chat.class)).isInstanceOf(ServletException.class);
    }

    @Test
    void filterAnnotatedWithoutItIsNamed() {
      filter("sync", Sync.class, "/*");
      filter("onError", OnError.class, "/*");
      filter(Async.class.getName(), Async.class, "/*");

      assertThatThrownBy(() -> check(Chat.class))
          .isInstanceOf(ServletException.class)
          .hasMessageContaining("\"sync\"")
          .hasMessageNotContainingAny("onError", "Async\"");
    }

    @Test
    void whatCodeRegistersIsLeftToTheFirstRequest() {
      filter("byCode", Plain.class, "/*");
      filter("annotated class under another name", Sync.class, "/*");

      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();
    }

    @Test
    void servletItselfIsNamedTogetherWithFilters() {
      filter("sync", Sync.class, "/*");
      webXml = "<servlet><servlet-name>chat</servlet-name></servlet>";

      assertThatThrownBy(() -> check(Chat.class))
          .hasMessageContaining("it and the filter \"sync\"")
          .hasMessageContaining("before it are declared without");
    }

    @Test
    void annotatedServletIsSeen() {
      assertThatThrownBy(() -> check(SyncChat.class)).hasMessageContaining("\"chat\": it is");
      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();
    }

    @Test
    void brokenDescriptorIsLeftToTheContainer() {
      webXml = "<filter>";
      filter("log", Plain.class, "/*");

      assertThatCode(() -> check(Chat.class)).doesNotThrowAnyException();
    }
  }

  @Test
  @DisplayName("is read without following entities")
  void noEntityIsFollowed() {
    String evil =
        "<!DOCTYPE web-app [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><web-app><filter>"
            + "<filter-name>&x;</filter-name></filter></web-app>";

    assertThatThrownBy(
            () ->
                WebXmlReader.read(new ByteArrayInputStream(evil.getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(javax.xml.stream.XMLStreamException.class);
  }

  @Test
  @DisplayName("is warned of, all of it in one list")
  void warningsAreGathered() throws Exception {
    webXml =
        "<security-constraint><web-resource-collection><url-pattern>/*</url-pattern>"
            + "</web-resource-collection>"
            + Security.LOGIN
            + "</security-constraint>";
    ServletConfig config =
        new Fakes()
            .returning("getServletContext", context())
            .returning("getServletName", "chat")
            .on("getInitParameterNames", none -> enumeration(List.of("cors.origin")))
            .returning("getInitParameter", "https://a.example")
            .as(ServletConfig.class);
    ServletParams params = new ServletParams();
    params.perMessageDeflate = true;
    ContainerWebSockets tyrus =
        new ContainerWebSockets(
            WebSocketUpgrader.direct(new Fakes().as(ServerContainer.class)), "Tyrus", false);

    assertThat(
            DeploymentChecks.run(
                config,
                Chat.class,
                CorsGuard.forServlet(config, "cors."),
                EngineOptions.defaults(),
                tyrus,
                params))
        .satisfiesExactly(
            login -> assertThat(login).contains("security constraint"),
            deflate -> assertThat(deflate).contains("perMessageDeflate", "Tyrus"));
  }

  @Nested
  @DisplayName("about security")
  class Security {

    private static final String LOGIN =
        "<auth-constraint><role-name>user</role-name></auth-constraint>";

    private boolean warned(Class<?> servlet) {
      ServletContext context = context();
      return PreflightSecurity.warning(context, WebXml.of(context), "chat", servlet).isPresent();
    }

    private static String constraint(String resources, String then) {
      return "<security-constraint><display-name>x</display-name><web-resource-collection>"
          + "<web-resource-name>x</web-resource-name>"
          + resources
          + "</web-resource-collection>"
          + then
          + "</security-constraint>";
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<url-pattern>/*</url-pattern>",
          "<url-pattern>/</url-pattern>",
          "<url-pattern>/socket.io/*</url-pattern><http-method>GET</http-method><http-method>OPTIONS</http-method>",
          "<url-pattern>/socket.io/*</url-pattern><http-method-omission>TRACE</http-method-omission>"
        })
    void loginForPreflightsIsWarnedOf(String resources) {
      webXml = constraint(resources, LOGIN);

      assertThat(warned(Chat.class)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "<url-pattern>/admin/*</url-pattern>",
          "<url-pattern>/socket.io/*</url-pattern><http-method>GET</http-method>",
          "<url-pattern>/*</url-pattern><http-method-omission>OPTIONS</http-method-omission>"
        })
    void loginForOthersIsFine(String resources) {
      webXml = constraint(resources, LOGIN);

      assertThat(warned(Chat.class)).isFalse();
    }

    @Test
    void bestPatternCounts() {
      String open = "<url-pattern>/socket.io/*</url-pattern>";
      webXml = constraint("<url-pattern>/*</url-pattern>", LOGIN) + constraint(open, "");
      assertThat(warned(Chat.class)).isFalse();

      webXml = constraint("<url-pattern>/*</url-pattern>", "") + constraint(open, LOGIN);
      assertThat(warned(Chat.class)).isTrue();
    }

    @Test
    void uncoveredMethodsThatAreDeniedAreWarnedOf() {
      webXml =
          "<deny-uncovered-http-methods/>"
              + constraint(
                  "<url-pattern>/*</url-pattern><http-method-omission>OPTIONS</http-method-omission>",
                  LOGIN);

      assertThat(warned(Chat.class)).isTrue();
    }

    @ServletSecurity(@HttpConstraint(rolesAllowed = "user"))
    static class Closed extends Chat {
      private static final long serialVersionUID = 1L;
    }

    @ServletSecurity(
        value = @HttpConstraint(rolesAllowed = "user"),
        httpMethodConstraints = @HttpMethodConstraint("OPTIONS"))
    static class OpenToPreflights extends Chat {
      private static final long serialVersionUID = 1L;
    }

    @ServletSecurity(@HttpConstraint(ServletSecurity.EmptyRoleSemantic.DENY))
    static class Denied extends Chat {
      private static final long serialVersionUID = 1L;
    }

    @Test
    void annotationsAreUnderstood() {
      assertThat(warned(Closed.class)).isTrue();
      assertThat(warned(Denied.class)).isTrue();
      assertThat(warned(OpenToPreflights.class)).isFalse();
      assertThat(warned(Chat.class)).isFalse();
    }
  }
}
