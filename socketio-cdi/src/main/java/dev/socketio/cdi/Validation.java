package dev.socketio.cdi;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Checks the constraints on a method's parameters, where the application has Bean Validation. */
interface Validation {

  /** Checks nothing. */
  Validation NONE =
      new Validation() {
        @Override
        public Validation of(Method method) {
          return this;
        }

        @Override
        public void check(Object bean, @Nullable Object[] arguments) {}
      };

  /**
   * {@return the checks of a method}
   *
   * @param method about to be prepared
   */
  Validation of(Method method);

  /**
   * Checks arguments.
   *
   * @param bean whose method is about to be called
   * @param arguments all of them
   * @throws EventRefusedException with all violations
   */
  void check(Object bean, @Nullable Object[] arguments);
}
