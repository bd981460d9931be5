package dev.socketio.it.browser;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The application's own page; {@code /login?SameSite=…} gives the visitor a session cookie. */
final class PageServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** The cookie of a user who has logged in. */
  static final String COOKIE = "session=victim";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getServletPath().equals("/login")) {
      response.addHeader("Set-Cookie", COOKIE + "; Path=/; HttpOnly" + rules(request));
    }
    Content content = Content.at(request.getServletPath());
    response.setContentType(content.type());
    response.setContentLength(content.bytes().length);
    response.getOutputStream().write(content.bytes());
  }

  private static String rules(HttpServletRequest request) {
    return "None".equals(request.getParameter("SameSite")) ? "; SameSite=None; Secure" : "";
  }
}
