package dev.socketio.cors.doctor;

import java.util.List;

/**
 * Why the CORS check or the preflight's checks fail.
 *
 * @param kind which rule is broken
 * @param values what broke it: the header's value; or the names of the headers, or the method, that
 *     are not allowed
 */
record CorsFault(Kind kind, List<String> values) {

  enum Kind {
    ORIGIN_MISSING(Diagnosis.ORIGIN_NOT_ALLOWED),
    ORIGIN_WILDCARD(Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS),
    ORIGIN_MULTIPLE(Diagnosis.ALLOW_ORIGIN_MULTIPLE),
    ORIGIN_INVALID(Diagnosis.ALLOW_ORIGIN_INVALID),
    ORIGIN_NULL(Diagnosis.ALLOW_ORIGIN_NULL),
    ORIGIN_MISMATCH(Diagnosis.ALLOW_ORIGIN_MISMATCH),
    CREDENTIALS(Diagnosis.ALLOW_CREDENTIALS_NOT_TRUE),
    STATUS(Diagnosis.PREFLIGHT_STATUS),
    REDIRECT(Diagnosis.PREFLIGHT_REDIRECT),
    METHODS_UNREADABLE(Diagnosis.PREFLIGHT_UNREADABLE),
    HEADERS_UNREADABLE(Diagnosis.PREFLIGHT_UNREADABLE),
    METHOD(Diagnosis.PREFLIGHT_METHOD),
    METHOD_WILDCARD(Diagnosis.PREFLIGHT_METHOD_WILDCARD),
    HEADER(Diagnosis.PREFLIGHT_HEADER),
    HEADER_WILDCARD(Diagnosis.PREFLIGHT_HEADER_WILDCARD);

    private final Diagnosis diagnosis;

    Kind(Diagnosis diagnosis) {
      this.diagnosis = diagnosis;
    }

    /** The diagnosis, unless more is known from elsewhere. */
    Diagnosis diagnosis() {
      return diagnosis;
    }
  }

  CorsFault {
    values = List.copyOf(values);
  }

  static CorsFault of(Kind kind, String value) {
    return new CorsFault(kind, List.of(value));
  }

  /** The first value, or an empty text. */
  String value() {
    return values.isEmpty() ? "" : values.get(0);
  }
}
