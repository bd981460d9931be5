package dev.socketio.cors.doctor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Fills a diagnosis's settings with the values that this page needs. */
final class Remedies {

  private static final Set<String> LISTS = Set.of("origin", "allowedHeaders", "methods");

  /** Where what the setting has now is the mistake, so that nothing may be added to it. */
  private static final Set<Diagnosis> WRONG_VALUE =
      EnumSet.of(
          Diagnosis.ALLOW_ORIGIN_WILDCARD_WITH_CREDENTIALS,
          Diagnosis.ALLOW_ORIGIN_INVALID,
          Diagnosis.ALLOW_ORIGIN_NULL,
          Diagnosis.PREFLIGHT_UNREADABLE,
          Diagnosis.PREFLIGHT_METHOD_WILDCARD,
          Diagnosis.PREFLIGHT_HEADER_WILDCARD,
          Diagnosis.PREFLIGHT_AUTHORIZATION_WILDCARD,
          Diagnosis.ANY_ORIGIN_WITH_CREDENTIALS,
          Diagnosis.ORIGIN_MATCH_TOO_WIDE);

  private Remedies() {}

  static Remedy of(Diagnosis diagnosis, CorsDoctorRequest page) {
    List<Remedy.Setting> settings = new ArrayList<>();
    for (String name : diagnosis.settings()) {
      String value = value(name, diagnosis, page);
      if (!value.isEmpty()) {
        boolean added = LISTS.contains(name) && !WRONG_VALUE.contains(diagnosis);
        settings.add(new Remedy.Setting(name, value, added));
      }
    }
    return new Remedy(diagnosis.advice(), settings);
  }

  /** The value for a setting, or an empty text where it is not to be changed. */
  private static String value(String name, Diagnosis diagnosis, CorsDoctorRequest page) {
    return switch (name) {
      case "origin" -> origin(diagnosis, page);
      case "credentials" -> page.withCredentials() && !page.origin().isOpaque() ? "true" : "";
      case "allowedHeaders" -> String.join(",", FetchHeaders.unsafeNames(page.headers()));
      case "methods" -> "GET,POST";
      case "preflightContinue" -> "false";
      case "rejectDisallowed" -> "true";
      default -> "";
    };
  }

  /** No policy allows {@code null} together with credentials, for good reasons. */
  private static String origin(Diagnosis diagnosis, CorsDoctorRequest page) {
    boolean never =
        page.origin().isOpaque()
            && (page.withCredentials() || diagnosis == Diagnosis.ORIGIN_MATCH_TOO_WIDE);
    return never ? "" : page.origin().toString();
  }
}
