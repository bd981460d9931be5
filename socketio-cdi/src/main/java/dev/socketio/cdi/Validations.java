package dev.socketio.cdi;

import jakarta.enterprise.inject.spi.BeanManager;

/** Finds Bean Validation, if the application has it. */
final class Validations {

  private Validations() {}

  /**
   * {@return the checks of the application's Bean Validation, or none}
   *
   * @param beans of the application
   */
  static Validation find(BeanManager beans) {
    return Validation.NONE;
  }
}
