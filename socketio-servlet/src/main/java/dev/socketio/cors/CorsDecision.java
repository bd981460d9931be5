package dev.socketio.cors;

import org.jspecify.annotations.Nullable;

/**
 * What a policy says about one request. Every decision has {@link #headers()} to put on the
 * response; whether the request then goes on to the application depends on {@link #answer()}.
 *
 * <p>Threading: immutable.
 */
public sealed interface CorsDecision {

  /** {@return the headers for the response, whoever writes it} */
  CorsHeaders headers();

  /**
   * {@return what to answer in the application's place; null when the request goes on to the
   * application}
   */
  @Nullable CorsAnswer answer();

  /**
   * No cross-origin request: there is no {@code Origin} header, or it names this server itself.
   * Passes on.
   *
   * @param headers {@code Vary} above all, so that a shared cache keeps this response apart from
   *     others
   */
  record NotCors(CorsHeaders headers) implements CorsDecision {

    @Override
    public @Nullable CorsAnswer answer() {
      return null;
    }
  }

  /**
   * A request of a foreign origin that is allowed. Passes on.
   *
   * @param origin the origin, in the form browsers send
   * @param headers the headers that let the page read the response
   */
  record Allowed(String origin, CorsHeaders headers) implements CorsDecision {

    @Override
    public @Nullable CorsAnswer answer() {
      return null;
    }
  }

  /**
   * A browser's question whether a request may be sent (Fetch standard, "CORS-preflight fetch").
   * Answered without the application, unless the policy has {@code preflightContinue}.
   *
   * @param origin the origin that asks, in the form browsers send; null when it did not say
   * @param headers what is allowed
   * @param answer an empty 200 or 204; null with {@code preflightContinue}
   */
  record Preflight(@Nullable String origin, CorsHeaders headers, @Nullable CorsAnswer answer)
      implements CorsDecision {}

  /**
   * A request of an origin that is not allowed. Refused, or with {@code rejectDisallowed=false}
   * passed on without the header that would let the page read the response.
   *
   * @param origin the {@code Origin} header as received, not trustworthy in any way; null when
   *     there was none
   * @param reason why
   * @param headers {@code Vary}; in the permissive mode also what the reference sends to anybody
   * @param answer the refusal; in the permissive mode null, or the answer to a preflight
   * @param cause what a function of the policy threw, if that is the reason
   */
  record Denied(
      @Nullable String origin,
      Reason reason,
      CorsHeaders headers,
      @Nullable CorsAnswer answer,
      @Nullable Throwable cause)
      implements CorsDecision {

    /**
     * {@return whether the request is refused, rather than passed on for the browser to hide the
     * response}
     */
    public boolean isRefused() {
      CorsAnswer given = answer;
      return given != null && given.isRefusal();
    }
  }

  /** Why a request is denied. */
  enum Reason {
    /** A proper origin that the policy does not allow. */
    NOT_ALLOWED,
    /** The origin {@code null}, which is allowed only where it is listed. */
    OPAQUE_ORIGIN,
    /** The header is not an origin. */
    MALFORMED_ORIGIN,
    /** The header has characters that no header may have. */
    INVALID_CHARACTERS,
    /** The request has more than one {@code Origin} header. */
    SEVERAL_ORIGINS,
    /** The policy's function said no. */
    REFUSED_BY_FUNCTION,
    /** The policy's function threw, or did not answer in time. */
    FUNCTION_FAILED
  }
}
