package dev.socketio.cdi;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings the web application and the extension together, before filters and servlets start. Found
 * by the container; internal, public only for it.
 *
 * <p>The extension also observes the start of the application itself. Neither is enough: WildFly
 * tells only bean archives of the web module, and some set-ups of embedded containers look for no
 * initializers.
 *
 * <p>Threading: called by the container while the application starts.
 */
public final class CdiInitializer implements ServletContainerInitializer {

  private static final Logger LOG = System.getLogger(CdiInitializer.class.getName());

  /** For the container. */
  public CdiInitializer() {}

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
    context.addListener(new Start());
  }

  private static final class Start implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      try {
        CDI.current()
            .getBeanManager()
            .getExtension(SocketIoExtension.class)
            .started(event.getServletContext());
      } catch (IllegalStateException | IllegalArgumentException noCdi) {
        LOG.log(
            Level.INFO,
            "socketio-cdi is here, but CDI is not running yet ({0}): if handlers are not found, add"
                + " org.jboss.weld.servlet:weld-servlet-core to WEB-INF/lib, or an empty"
                + " WEB-INF/beans.xml",
            noCdi.getMessage());
      }
    }
  }
}
