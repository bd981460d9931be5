package dev.socketio.cors.doctor.wire;

import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/** Tells what a failed TLS handshake failed of. */
final class TlsFailures {

  private TlsFailures() {}

  /** The failure in our terms. */
  static WireFailure translate(WebUrl url, Exception failure) {
    if (has(failure, SocketTimeoutException.class)) {
      return new WireFailure(
          WireFailure.Kind.ANSWER_TIMED_OUT,
          url.authority() + " does not answer to the TLS handshake.",
          failure);
    }
    if (has(failure, CertificateExpiredException.class)
        || has(failure, CertificateNotYetValidException.class)) {
      return new WireFailure(
          WireFailure.Kind.CERTIFICATE_DATE,
          "The certificate of " + url.authority() + " has expired or is not valid yet.",
          failure);
    }
    if (has(failure, CertPathBuilderException.class)) {
      return new WireFailure(
          WireFailure.Kind.CERTIFICATE_AUTHORITY,
          "The certificate of " + url.authority() + " was issued by nobody who is trusted here.",
          failure);
    }
    if (has(failure, CertificateException.class)) {
      return new WireFailure(
          WireFailure.Kind.CERTIFICATE_NAME,
          "The certificate is not for " + url.host() + ": " + failure.getMessage(),
          failure);
    }
    return new WireFailure(
        WireFailure.Kind.TLS_PROTOCOL,
        url.authority() + " does not speak TLS as expected: " + failure.getMessage(),
        failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    @Nullable Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (type.isInstance(at)) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }
}
