package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.CorsFault.Kind;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The CORS check and the checks of a preflight, step by step as the Fetch standard has them. Pure
 * functions of a page and an answer.
 *
 * @param checks what was checked, in order; the last one has failed if there is a fault
 * @param fault what is wrong, if anything is
 */
record FetchChecks(List<Check> checks, Optional<CorsFault> fault) {

  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";
  private static final String ALLOW_HEADERS = "Access-Control-Allow-Headers";

  FetchChecks {
    checks = List.copyOf(checks);
  }

  /**
   * The CORS check (Fetch standard, section "CORS check").
   *
   * @param origin the origin that the request was sent with
   * @param credentials whether the request's credentials mode is "include"
   * @param response the answer
   */
  static FetchChecks cors(String origin, boolean credentials, WireResponse response) {
    Run run = new Run();
    run.cors(origin, credentials, response);
    return run.done();
  }

  /**
   * The checks of a preflight's answer (Fetch standard, section "CORS-preflight fetch", step 7 on).
   *
   * @param origin the origin that the request was sent with
   * @param credentials whether the credentials mode of the request behind it is "include"
   * @param method the method of the request behind it
   * @param unsafeNames names of its headers that have to be allowed, in lower case and sorted
   * @param response the answer
   */
  static FetchChecks preflight(
      String origin,
      boolean credentials,
      String method,
      List<String> unsafeNames,
      WireResponse response) {
    Run run = new Run();
    // Chrome reports a redirect before anything else; Firefox after the CORS check.
    if (run.notRedirected(response)
        && run.cors(origin, credentials, response)
        && run.okStatus(response)
        && run.readable(response)
        && run.method(method, credentials, response)) {
      run.headers(unsafeNames, credentials, response);
    }
    return run.done();
  }

  /** One run through the steps. */
  private static final class Run {

    private final List<Check> checks = new ArrayList<>();
    private Optional<CorsFault> fault = Optional.empty();

    FetchChecks done() {
      return new FetchChecks(checks, fault);
    }

    private boolean pass(String rule, String detail) {
      checks.add(new Check(rule, true, detail));
      return true;
    }

    private boolean fail(String rule, String detail, CorsFault found) {
      checks.add(new Check(rule, false, detail));
      fault = Optional.of(found);
      return false;
    }

    boolean cors(String origin, boolean credentials, WireResponse response) {
      List<String> lines = response.headers().all(ALLOW_ORIGIN);
      String rule = "CORS check, step 2, " + ALLOW_ORIGIN + " is there";
      if (lines.isEmpty()) {
        return fail(
            rule, ALLOW_ORIGIN + " is missing", new CorsFault(Kind.ORIGIN_MISSING, List.of()));
      }
      String value = String.join(", ", lines);
      pass(rule, ALLOW_ORIGIN + " is '" + value + "'");
      if (!credentials && value.equals("*")) {
        return pass(
            "CORS check, step 3, '*' suffices without credentials",
            "the page does not set withCredentials");
      }
      String same = "CORS check, step 4, it is the request's Origin";
      if (!value.equals(origin)) {
        return fail(same, mismatch(value, origin), originFault(value));
      }
      pass(same, "both are '" + origin + "'");
      return !credentials || credentials(response);
    }

    private static String mismatch(String value, String origin) {
      return ALLOW_ORIGIN
          + " is '"
          + value
          + "', the page's origin is '"
          + origin
          + "'"
          + OriginDifference.hint(value, origin);
    }

    private static CorsFault originFault(String value) {
      if (value.equals("*")) {
        return CorsFault.of(Kind.ORIGIN_WILDCARD, value);
      }
      if (value.contains(",") || value.contains(" ")) {
        return CorsFault.of(Kind.ORIGIN_MULTIPLE, value);
      }
      if (value.equals("null")) {
        return CorsFault.of(Kind.ORIGIN_NULL, value);
      }
      Kind kind = OriginDifference.isOrigin(value) ? Kind.ORIGIN_MISMATCH : Kind.ORIGIN_INVALID;
      return CorsFault.of(kind, value);
    }

    private boolean credentials(WireResponse response) {
      String rule = "CORS check, step 7, " + ALLOW_CREDENTIALS + " is 'true'";
      String value = response.headers().combined(ALLOW_CREDENTIALS).orElse("");
      return value.equals("true")
          ? pass(rule, "it is")
          : fail(
              rule,
              ALLOW_CREDENTIALS + (value.isEmpty() ? " is missing" : " is '" + value + "'"),
              CorsFault.of(Kind.CREDENTIALS, value));
    }

    boolean notRedirected(WireResponse response) {
      String location = response.headers().combined("Location").orElse("");
      return !response.isRedirect()
          || location.isEmpty()
          || fail(
              "CORS-preflight fetch, step 7, the answer is no redirect",
              "the preflight is redirected to " + location,
              CorsFault.of(Kind.REDIRECT, location));
    }

    boolean okStatus(WireResponse response) {
      String rule = "CORS-preflight fetch, step 7, the status is 200 to 299";
      return response.isOk()
          ? pass(rule, "it is " + response.status())
          : fail(
              rule,
              "the status of the preflight is " + response.status(),
              CorsFault.of(Kind.STATUS, String.valueOf(response.status())));
    }

    boolean readable(WireResponse response) {
      return readable(ALLOW_METHODS, Kind.METHODS_UNREADABLE, response)
          && readable(ALLOW_HEADERS, Kind.HEADERS_UNREADABLE, response);
    }

    private boolean readable(String header, Kind kind, WireResponse response) {
      Optional<String> bad =
          FetchHeaders.unreadable(FetchHeaders.items(response.headers().combined(header)));
      return bad.isEmpty()
          || fail(
              "CORS-preflight fetch, step 7.3, " + header + " can be read",
              "'" + bad.get() + "' in " + header + " is no name",
              CorsFault.of(kind, bad.get()));
    }

    boolean method(String method, boolean credentials, WireResponse response) {
      String rule = "CORS-preflight fetch, step 7.5, the method is allowed";
      if (method.equals("GET") || method.equals("HEAD") || method.equals("POST")) {
        return pass(rule, method + " always is");
      }
      List<String> allowed = FetchHeaders.items(response.headers().combined(ALLOW_METHODS));
      if (allowed.contains(method) || (!credentials && allowed.contains("*"))) {
        return pass(rule, method + " is named");
      }
      return allowed.contains("*")
          ? fail(
              rule,
              ALLOW_METHODS + " has '*', which does not count with credentials",
              CorsFault.of(Kind.METHOD_WILDCARD, method))
          : fail(
              rule,
              method + " is not in " + ALLOW_METHODS + ", which has " + allowed,
              CorsFault.of(Kind.METHOD, method));
    }

    boolean headers(List<String> unsafeNames, boolean credentials, WireResponse response) {
      String rule = "CORS-preflight fetch, step 7.7, the headers are allowed";
      List<String> allowed = FetchHeaders.items(response.headers().combined(ALLOW_HEADERS));
      boolean wildcard = allowed.contains("*");
      List<String> missing =
          wildcard && !credentials
              ? List.of()
              : unsafeNames.stream()
                  .filter(name -> allowed.stream().noneMatch(name::equalsIgnoreCase))
                  .toList();
      if (missing.isEmpty()) {
        return pass(rule, String.join(", ", unsafeNames) + " is covered by " + allowed);
      }
      return wildcard
          ? fail(
              rule,
              ALLOW_HEADERS + " has '*', which does not count with credentials",
              new CorsFault(Kind.HEADER_WILDCARD, missing))
          : fail(
              rule,
              String.join(", ", missing) + " is not in " + ALLOW_HEADERS + ", which has " + allowed,
              new CorsFault(Kind.HEADER, missing));
    }
  }

  /**
   * Whether {@code Authorization} passes only because browsers do not keep to step 7.6 yet: {@code
   * '*'} is not to cover it.
   */
  static boolean isAuthorizationTolerated(List<String> unsafeNames, WireResponse response) {
    List<String> allowed = FetchHeaders.items(response.headers().combined(ALLOW_HEADERS));
    return unsafeNames.contains("authorization")
        && allowed.contains("*")
        && allowed.stream().noneMatch("authorization"::equalsIgnoreCase);
  }
}
