package dev.socketio.cdifixture;

import jakarta.validation.Validator;

/** Cannot be loaded by an application without Bean Validation. */
interface Validates {
  Validator validator();
}
