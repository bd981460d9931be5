package dev.socketio.cors.doctor;

import java.util.ArrayList;
import java.util.List;

/** Fills a diagnosis's settings with the values that this page needs. */
final class Remedies {

  private Remedies() {}

  static Remedy of(Diagnosis diagnosis, CorsDoctorRequest page) {
    List<Remedy.Setting> settings = new ArrayList<>();
    for (String name : diagnosis.settings()) {
      String value = value(name, diagnosis, page);
      if (!value.isEmpty()) {
        settings.add(new Remedy.Setting(name, value));
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
