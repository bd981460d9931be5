package dev.socketio.it.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the part of a protocol document that a test checks. The documents are {@code
 * docs/engine.io-protocol/v4-current.md} and {@code docs/socket.io-protocol/v5-current.md} of the
 * repository {@code socketio/socket.io}; "behaviour" means what the reference server does where the
 * documents are silent.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@interface Section {

  /** {@return document and heading} */
  String value();
}
