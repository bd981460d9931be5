package dev.socketio.servlet;

import dev.socketio.server.SocketIoServer;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The servlet that is there because the jar is. It stays out of the way where its path belongs to
 * another servlet, and where nobody has asked for it and the application registers others. Where
 * nobody has asked for it and it cannot start, the application starts without it.
 *
 * <p>Threading: as any servlet.
 */
final class DropInServlet extends SocketIoServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(SocketIoServlet.class.getName());
  private static final String NOT_STARTED =
      "The Socket.IO server of this application could not start. The application's log says why.\n";

  private final String configurer;
  private boolean asked;
  private String pathOfAnother = "";
  private Role role = Role.SERVING;

  private enum Role {
    /** As any other servlet. */
    SERVING,
    /** Others serve instead. */
    SUPERSEDED,
    /** It could not start, and nobody had asked for it. */
    BROKEN
  }

  /**
   * Makes the servlet.
   *
   * @param asked whether there are context-params for it
   * @param configurer class that was found to set it up, empty if none was
   */
  DropInServlet(boolean asked, String configurer) {
    this.asked = asked;
    this.configurer = configurer;
  }

  /** The application has a server for it. */
  void ask() {
    asked = true;
  }

  /**
   * The application has a servlet of its own there.
   *
   * @param mapping that it has
   */
  void stepAside(String mapping) {
    pathOfAnother = mapping;
  }

  @Override
  public void init() throws ServletException {
    if (!pathOfAnother.isEmpty()) {
      role = Role.SUPERSEDED;
      DropIn.logTaken(pathOfAnother, owner(), configurer);
    } else if (isSuperseded()) {
      role = Role.SUPERSEDED;
      LOG.log(
          Level.INFO,
          "The application registers its own servlets of Socket.IO or Engine.IO; the one at the default path is off");
    } else if (isAskedFor()) {
      super.init();
    } else {
      tryToStart();
    }
  }

  private String owner() {
    return getServletContext().getServletRegistrations().values().stream()
        .filter(registration -> registration.getMappings().contains(pathOfAnother))
        .map(ServletRegistration::getName)
        .findFirst()
        .orElse("");
  }

  private boolean isSuperseded() throws ServletException {
    if (asked || !configurer.isEmpty() || hasServerForItself()) {
      return false;
    }
    return DropIn.hasOthers(getServletContext(), getServletName(), SocketIoServlet.class)
        || (!isAskedFor()
            && DropIn.hasOthers(getServletContext(), getServletName(), EngineIoServlet.class));
  }

  /** Whether there is a server in the servlet context, and all other servlets have other ones. */
  private boolean hasServerForItself() throws ServletException {
    ServletContext context = getServletContext();
    Optional<SocketIoServer> prepared =
        ServerAttributes.prepared(context, getServletName(), Optional.empty());
    return prepared.isPresent()
        && DropIn.servlets(context, SocketIoServlet.class).stream()
            .map(ServletRegistration::getName)
            .filter(name -> !name.equals(getServletName()))
            .map(name -> ServerAttributes.find(context, name))
            .allMatch(other -> other.isPresent() && !other.equals(prepared));
  }

  /** Whether anybody in the application wants this server, rather than just classes of the jar. */
  private boolean isAskedFor() throws ServletException {
    ServletConfig config = getServletConfig();
    return asked
        || !configurer.isEmpty()
        || config.getInitParameterNames().hasMoreElements()
        || Contribution.of(config).isForServlet()
        || ServerAttributes.prepared(getServletContext(), getServletName(), Optional.empty())
            .isPresent();
  }

  private void tryToStart() {
    try {
      super.init();
    } catch (ServletException | RuntimeException | LinkageError failure) {
      role = Role.BROKEN;
      LOG.log(Level.WARNING, () -> StartLog.refusal(getServletConfig(), failure));
      LOG.log(Level.DEBUG, "It could not start", failure);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    switch (role) {
      case SERVING -> super.service(request, response);
      case SUPERSEDED -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
      case BROKEN ->
          Replies.write(
              response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "text/plain", NOT_STARTED);
    }
  }
}
