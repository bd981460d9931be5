package dev.socketio.it.cors;

import dev.socketio.cors.CorsFilter;
import dev.socketio.cors.CorsPolicy;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.server.SocketIoServer;
import dev.socketio.servlet.SocketIoServlet;
import jakarta.enterprise.inject.Produces;
import jakarta.servlet.ServletRegistration;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes web applications of the examples of docs/cors.md and deploys them. What an example leaves
 * out is taken from {@code one-origin}, which is complete.
 */
final class DocumentedApplication {

  private static final String FRAME = "one-origin";
  private static final String INIT_PARAM = "(?s)<init-param>.*?</init-param>\\s*";

  /** What the examples of CORS leave out. */
  private static final String CHAT =
      """
      package com.example;

      import dev.socketio.server.SocketIoServer;
      import dev.socketio.servlet.SocketIoConfigurer;

      public class Chat implements SocketIoConfigurer {
        @Override
        public void configure(SocketIoServer server) {}
      }
      """;

  private final DocumentedPage page;
  private final Path directory;

  /**
   * Prepares the making.
   *
   * @param page with the examples
   * @param directory to write to
   */
  DocumentedApplication(DocumentedPage page, Path directory) {
    this.page = page;
    this.directory = directory;
  }

  /** Deploys with other init-params for the servlet. */
  EmbeddedContainer servlet(String params) throws Exception {
    String frame = page.only(FRAME, "servlet");
    String configurer = frame.substring(frame.indexOf("<init-param>"));
    configurer = configurer.substring(0, configurer.indexOf("</init-param>") + 13);
    String own = params.contains("<servlet>") ? params : withParams(frame, configurer + params);
    return deploy(own, CHAT);
  }

  /** Deploys with other init-params for the filter. */
  EmbeddedContainer filter(String params) throws Exception {
    String frame = page.only(FRAME, "filter");
    return deploy(
        plainServlet() + (params.contains("<filter>") ? params : withParams(frame, params)), CHAT);
  }

  /** Deploys with another mapping for the filter. */
  EmbeddedContainer mapping(String mapping) throws Exception {
    String frame = page.only(FRAME, "filter").replaceAll("(?s)<filter-mapping>.*", "");
    return deploy(plainServlet() + frame + mapping, CHAT);
  }

  /** Deploys with the filter and something else in the {@code web.xml}. */
  EmbeddedContainer web(String xml) throws Exception {
    return deploy(plainServlet() + page.only(FRAME, "filter") + xml, CHAT);
  }

  /** Deploys a whole {@code web.xml}. */
  EmbeddedContainer xml(String xml) throws Exception {
    return deploy(xml, CHAT);
  }

  /** Deploys with a listener that gives a policy. */
  EmbeddedContainer java(String code) throws Exception {
    String frame = page.only(FRAME, "java");
    String listener =
        code.startsWith("package ")
            ? code
            : frame.replaceFirst("CorsPolicy policy =[^;]*;", Matcher.quoteReplacement(code));
    return deploy(plainServlet(), CHAT, listener);
  }

  /** Deploys with nothing but handlers. */
  EmbeddedContainer handlers(String code) throws Exception {
    return deploy(plainServlet(), code);
  }

  /**
   * Deploys with the policy that a bean produces, given to the servlet as the CDI module does: as
   * attribute of the servlet context, before the servlet starts.
   */
  EmbeddedContainer cdi(String code) throws Exception {
    String frame = page.only(FRAME, "cdi");
    String expression = code.replaceFirst("(?s)CorsPolicy policy =\\s*", "return ");
    String bean =
        code.startsWith("package ")
            ? code
            : frame.replaceFirst("return [^;]*;", Matcher.quoteReplacement(expression));
    CorsPolicy policy = produced(compile(List.of(bean)));
    return EmbeddedContainer.start(
        context -> {
          context.setAttribute(CorsFilter.POLICY_ATTRIBUTE, policy);
          ServletRegistration.Dynamic chat =
              context.addServlet("chat", new SocketIoServlet(SocketIoServer.create()));
          chat.setAsyncSupported(true);
          chat.addMapping("/socket.io/*");
        });
  }

  private static CorsPolicy produced(Path classes) throws Exception {
    URL[] place = {classes.toUri().toURL()};
    try (URLClassLoader loader =
        new URLClassLoader(place, DocumentedApplication.class.getClassLoader())) {
      Class<?> bean = loader.loadClass("com.example.Settings");
      Method producer =
          Arrays.stream(bean.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Produces.class))
              .findFirst()
              .orElseThrow();
      producer.setAccessible(true);
      return (CorsPolicy) producer.invoke(bean.getDeclaredConstructor().newInstance());
    }
  }

  private String plainServlet() {
    String frame = page.only(FRAME, "servlet");
    int cors = frame.indexOf("<init-param>", frame.indexOf("</init-param>"));
    int end = frame.indexOf("</init-param>", cors) + "</init-param>".length();
    return frame.substring(0, cors) + frame.substring(end);
  }

  private static String withParams(String frame, String params) {
    int at = frame.indexOf("<init-param>");
    String bare = frame.replaceAll(INIT_PARAM, "");
    return bare.substring(0, at) + params + bare.substring(at);
  }

  private EmbeddedContainer deploy(String xml, String... classes) throws Exception {
    Path inf = Files.createDirectories(directory.resolve("WEB-INF"));
    Files.writeString(
        inf.resolve("web.xml"),
        "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
            + xml
            + "</web-app>");
    Files.writeString(directory.resolve("error.html"), "Nothing here");
    compile(List.of(classes));
    return EmbeddedContainer.startDirectory(directory);
  }

  /** Compiles classes of the package {@code com.example} into {@code WEB-INF/classes}. */
  private Path compile(List<String> sources) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("WEB-INF/classes"));
    Path code = Files.createDirectories(directory.resolve("WEB-INF/source/com/example"));
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      String name = source.replaceFirst("(?s).*?public class (\\w+).*", "$1");
      files.add(Files.writeString(code.resolve(name + ".java"), source));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
      boolean compiled =
          compiler
              .getTask(
                  null, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new AssertionError("The example does not compile; the output says why: " + sources);
      }
    }
    return classes;
  }

  /** The address of the mount that a client is given. */
  static URI mount(EmbeddedContainer container) {
    return container.uri().resolve("socket.io/");
  }
}
