package dev.socketio.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The servlet that is there because the jar is. Where nobody has asked for it and the application
 * registers others after it, it stays out of the way.
 *
 * <p>Threading: as any servlet.
 */
final class DropInServlet extends SocketIoServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(SocketIoServlet.class.getName());

  private final boolean askedFor;
  private boolean superseded;

  DropInServlet(boolean askedFor) {
    this.askedFor = askedFor;
  }

  @Override
  public void init() throws ServletException {
    superseded = !askedFor && DropIn.hasOthers(getServletContext(), getServletName());
    if (superseded) {
      LOG.log(
          Level.INFO,
          "The application registers its own Socket.IO servlets; the one at the default path is off");
    } else {
      super.init();
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (superseded) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      super.service(request, response);
    }
  }
}
