package dev.socketio.demo;

import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A page that asks the CORS doctor. The doctor sends requests to whatever address it is given, so
 * this is there for the developer on this machine only: where the context-param {@value #SWITCH} is
 * {@code true}, and for requests from and to the loopback address, sent by this page itself. Behind
 * a proxy on this machine that replaces {@code Host} by {@code localhost} all requests look so:
 * leave the switch off there.
 *
 * <p>Threading: as any servlet.
 */
public final class DoctorServlet extends HttpServlet {

  static final String SWITCH = "doctor";

  private static final long serialVersionUID = 1L;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>CORS doctor</title>
        <link rel="stylesheet" href="css/base.css">
        <link rel="stylesheet" href="css/doctor.css">
      </head>
      <body>
        <main class="doctor">
          <h1>CORS doctor</h1>
          <p>Does what a page would do, and tells why it does not connect.</p>
          <form method="post" action="doctor">
            <label>Server, as given to <code>io()</code> <input name="url" required value="%s"></label>
            <label>Origin of the page <input name="origin" required value="%s"></label>
            <label>extraHeaders, one <code>name: value</code> in each line
              <textarea name="headers" rows="2">%s</textarea></label>
            <label>Cookies that the browser holds for the server, such as <code>login=abcd</code>
              <input name="cookies" value="%s"></label>
            <label class="check"><input type="checkbox" name="credentials" %s> withCredentials</label>
            <button type="submit" class="primary">Examine</button>
          </form>
          <pre role="status">%s</pre>
        </main>
      </body>
      </html>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isForUs(request)) {
      answer(request, response, "");
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isForUs(request) && isFromOurPage(request)) {
      answer(request, response, report(request));
    } else {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  private static boolean isForUs(HttpServletRequest request) throws IOException {
    return "true".equals(request.getServletContext().getInitParameter(SWITCH))
        && HERE.contains(request.getServerName())
        && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
  }

  private static boolean isFromOurPage(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String path = request.getRequestURI();
    String url = request.getRequestURL().toString();
    String own = url.substring(0, url.length() - path.length());
    return (site == null || site.equals("same-origin")) && own.equals(request.getHeader("Origin"));
  }

  private static String report(HttpServletRequest request) {
    try {
      CorsDoctorRequest.Builder page =
          CorsDoctorRequest.builder(parameter(request, "url"), parameter(request, "origin"))
              .withCredentials("on".equals(request.getParameter("credentials")))
              .timeout(PATIENCE);
      String cookies = parameter(request, "cookies");
      if (!cookies.isEmpty()) {
        page.cookie(cookies);
      }
      for (String line : parameter(request, "headers").lines().toList()) {
        String[] header = line.split(":", 2);
        page.extraHeader(header[0].strip(), header.length < 2 ? "" : header[1].strip());
      }
      return CorsDoctor.examine(page.build()).toString();
    } catch (IllegalArgumentException mistake) {
      return "The doctor cannot do that: " + mistake.getMessage();
    }
  }

  private static String parameter(HttpServletRequest request, String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("").strip();
  }

  private static void answer(
      HttpServletRequest request, HttpServletResponse response, String report) throws IOException {
    response.setContentType("text/html;charset=UTF-8");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'");
    String own = request.getRequestURL().toString().replaceFirst("/[^/]*$", "/socket.io/");
    String url = parameter(request, "url");
    String origin = parameter(request, "origin");
    response
        .getWriter()
        .write(
            PAGE.formatted(
                escape(url.isEmpty() ? own : url),
                escape(origin.isEmpty() ? "http://localhost:5173" : origin),
                escape(parameter(request, "headers")),
                escape(parameter(request, "cookies")),
                "on".equals(request.getParameter("credentials")) ? "checked" : "",
                escape(report)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
