package dev.socketio.cdi;

import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.Objects;

/**
 * Finds the objects on which the handlers of one bean are called.
 *
 * <p>Threading: safe for use by any thread after it has been made.
 */
final class BeanInstance implements AutoCloseable {

  private final BeanManager beans;
  private final Bean<?> bean;
  private final CreationalContext<?> creation;
  private final Object reference;
  private final boolean proxied;

  /**
   * Gets the contextual reference, which for pseudo-scopes makes the instance.
   *
   * @param beans of the application
   * @param bean whose methods are to be called
   */
  BeanInstance(BeanManager beans, Bean<?> bean) {
    this.beans = beans;
    this.bean = bean;
    this.creation = beans.createCreationalContext(bean);
    this.reference = beans.getReference(bean, bean.getBeanClass(), creation);
    this.proxied = beans.isNormalScope(bean.getScope());
  }

  /** {@return the contextual reference, for methods that a proxy hands on} */
  Object reference() {
    return reference;
  }

  /** {@return the contextual instance itself, for methods that a proxy cannot override} */
  Object instance() {
    return proxied ? instance(bean) : reference;
  }

  private <T> Object instance(Bean<T> of) {
    Context context = beans.getContext(of.getScope());
    T existing = context.get(of);
    return existing != null
        ? existing
        : Objects.requireNonNull(context.get(of, beans.createCreationalContext(of)));
  }

  /** Ends an instance that belongs to the server. */
  @Override
  public void close() {
    if (!proxied) {
      creation.release();
    }
  }
}
