package dev.socketio.it.containers.callers;

import dev.socketio.servlet.SocketIoServlet;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends everybody away, on the thread that serves the request of a user. */
@WebServlet("/door")
public class Door extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    SocketIoServlet.find(getServletContext(), "early")
        .orElseThrow()
        .of("/")
        .disconnectSockets(false);
    response.getWriter().print("closed by " + request.getUserPrincipal().getName());
  }
}
