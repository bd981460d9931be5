package dev.socketio.cdi;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Finds Bean Validation, if the application has it. */
final class Validations {

  private static final Logger LOG = System.getLogger(Validations.class.getName());

  private Validations() {}

  /**
   * {@return the checks of the application's Bean Validation, or none}
   *
   * @param beans of the application, which may have the validator
   * @throws AmbiguousResolutionException if it has several
   */
  static Validation find(BeanManager beans) {
    try {
      return BeanValidation.find(beans);
    } catch (AmbiguousResolutionException several) {
      throw several;
    } catch (LinkageError noLibrary) {
      return Validation.NONE;
    } catch (RuntimeException unusable) {
      // The API alone, which some containers bring, is no reason to worry anybody.
      LOG.log(Level.DEBUG, "Constraints on parameters are not checked", unusable);
      return Validation.NONE;
    }
  }
}
