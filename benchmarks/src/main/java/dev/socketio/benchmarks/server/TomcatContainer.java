package dev.socketio.benchmarks.server;

import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** An embedded Tomcat. */
final class TomcatContainer {

  private TomcatContainer() {}

  static int start(Application application) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    Connector connector = new Connector();
    connector.setPort(0);
    connector.setProperty("address", Container.LOOPBACK);
    connector.setProperty("acceptCount", String.valueOf(Container.ACCEPT_QUEUE));
    connector.setProperty("maxConnections", "20000");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    context.addServletContainerInitializer(new WsSci(), null);
    context.addServletContainerInitializer(
        (classes, servlets) -> application.deployAll(servlets), null);
    tomcat.start();
    return connector.getLocalPort();
  }
}
