package dev.socketio.it.containers;

import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** Empty: the build says by system properties which container to run. */
public final class DistributionConfiguration implements ContainerConfiguration {

  @Override
  public void validate() {
    // Nothing to check here.
  }
}
