package dev.socketio.cors.doctor.wire;

import java.io.IOException;

/**
 * Why there is no answer.
 *
 * <p>Threading: as any exception.
 */
public final class WireFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** The kinds of failure a browser tells apart. */
  public enum Kind {
    /** The name of the host has no address. */
    UNKNOWN_HOST("net::ERR_NAME_NOT_RESOLVED"),
    /** Nobody listens on the port. */
    REFUSED("net::ERR_CONNECTION_REFUSED"),
    /** There is no way to the host. */
    UNREACHABLE("net::ERR_ADDRESS_UNREACHABLE"),
    /** The host does not answer to the attempt to connect. */
    CONNECT_TIMED_OUT("net::ERR_CONNECTION_TIMED_OUT"),
    /** Connected, but there was no answer in time. */
    ANSWER_TIMED_OUT("net::ERR_TIMED_OUT"),
    /** The certificate has expired, or is not valid yet. */
    CERTIFICATE_DATE("net::ERR_CERT_DATE_INVALID"),
    /** The certificate is for another host. */
    CERTIFICATE_NAME("net::ERR_CERT_COMMON_NAME_INVALID"),
    /** The certificate was issued by nobody who is trusted. */
    CERTIFICATE_AUTHORITY("net::ERR_CERT_AUTHORITY_INVALID"),
    /** The two do not agree on TLS; often there is plain HTTP at the other end. */
    TLS_PROTOCOL("net::ERR_SSL_PROTOCOL_ERROR"),
    /** The connection was closed before there was an answer. */
    CLOSED("net::ERR_EMPTY_RESPONSE"),
    /** The connection was reset. */
    RESET("net::ERR_CONNECTION_RESET"),
    /** What came is not HTTP. */
    NOT_HTTP("net::ERR_INVALID_HTTP_RESPONSE");

    private final String chromeName;

    Kind(String chromeName) {
      this.chromeName = chromeName;
    }

    /** {@return the name that Chrome's console shows} */
    public String chromeName() {
      return chromeName;
    }
  }

  private final Kind kind;

  /**
   * Creates a failure.
   *
   * @param kind its kind
   * @param message what happened, for people
   */
  public WireFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /**
   * Creates a failure that has a cause.
   *
   * @param kind its kind
   * @param message what happened, for people
   * @param cause why
   */
  public WireFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** {@return its kind} */
  public Kind kind() {
    return kind;
  }
}
