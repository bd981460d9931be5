package dev.socketio.benchmarks.server;

import dev.socketio.server.Dispatch;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/** What a server process serves. */
public enum Application {
  /** The least a container can do: endpoints and a servlet that answer with the bytes they got. */
  RAW {
    @Override
    void deploy(ServletContext context, ServerContainer webSockets) throws DeploymentException {
      webSockets.addEndpoint(
          ServerEndpointConfig.Builder.create(RawEcho.class, "/raw/echo").build());
      webSockets.addEndpoint(
          ServerEndpointConfig.Builder.create(RawBroadcast.class, "/raw/broadcast").build());
      ServletRegistration.Dynamic polling = context.addServlet("raw", new RawPollingServlet());
      polling.setAsyncSupported(true);
      polling.addMapping("/raw/poll");
    }
  },

  /** Bare Engine.IO, echo only: shows what the lower layer costs. */
  ENGINE {
    @Override
    void deploy(ServletContext context, ServerContainer webSockets) {
      EngineEcho.deploy(context);
    }
  },

  /** Socket.IO, handlers on the thread that received the message. */
  DIRECT {
    @Override
    void deploy(ServletContext context, ServerContainer webSockets) {
      SocketIoApplication.deploy(context, Dispatch.direct());
    }
  },

  /** Socket.IO, handlers where it lets them run if not told otherwise. */
  DEFAULT {
    @Override
    void deploy(ServletContext context, ServerContainer webSockets) {
      SocketIoApplication.deploy(context, Dispatch.auto());
    }
  };

  abstract void deploy(ServletContext context, ServerContainer webSockets)
      throws DeploymentException, ServletException;

  /** Deploys the application and what every server process has. */
  final void deployAll(ServletContext context) {
    ServerContainer webSockets =
        (ServerContainer) context.getAttribute(ServerContainer.class.getName());
    try {
      deploy(context, webSockets);
    } catch (DeploymentException | ServletException failure) {
      throw new IllegalStateException("The application " + this + " cannot be deployed", failure);
    }
    // The default servlet: Tomcat opens WebSockets only where there is some servlet behind.
    context.addServlet("control", new ControlServlet()).addMapping("/");
  }
}
