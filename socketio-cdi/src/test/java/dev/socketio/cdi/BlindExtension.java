package dev.socketio.cdi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jboss.weld.bootstrap.api.CDI11Bootstrap;
import org.jboss.weld.bootstrap.spi.BeanDeploymentArchive;
import org.jboss.weld.bootstrap.spi.CDI11Deployment;
import org.jboss.weld.bootstrap.spi.Deployment;
import org.jboss.weld.environment.deployment.WeldBeanDeploymentArchive;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.resources.spi.ResourceLoader;

/**
 * Weld as in containers where the archive of an extension sees no bean of the application:
 * GlassFish makes one archive of the extension's class alone, and a library beside the WAR is above
 * it.
 */
final class BlindExtension extends Weld {

  @Override
  protected Deployment createDeployment(ResourceLoader loader, CDI11Bootstrap bootstrap) {
    Deployment all = super.createDeployment(loader, bootstrap);
    var apart = new WeldBeanDeploymentArchive("apart", Set.of(), null);
    apart
        .getServices()
        .addAll(all.getBeanDeploymentArchives().iterator().next().getServices().entrySet());
    return (Deployment)
        Proxy.newProxyInstance(
            BlindExtension.class.getClassLoader(),
            new Class<?>[] {CDI11Deployment.class},
            (self, method, arguments) -> {
              if (method.getReturnType() == BeanDeploymentArchive.class
                  && arguments[0] == SocketIoExtension.class) {
                return apart;
              }
              try {
                return method.invoke(all, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
