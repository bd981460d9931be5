package dev.socketio.it.containers.members;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Pages behind the login: one that begins a session, and one that logs out. */
public final class AccountServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    HttpSession session = request.getSession();
    String name = request.getRemoteUser();
    if ("/logout".equals(request.getPathInfo())) {
      session.invalidate();
      request.logout();
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(name + " is here");
  }
}
