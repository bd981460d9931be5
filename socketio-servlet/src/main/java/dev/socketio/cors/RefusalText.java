package dev.socketio.cors;

/** What is said about a denied request: what happened, and which setting would allow it. */
final class RefusalText {

  private RefusalText() {}

  static String message(
      Place place, CorsPolicy policy, CorsRequest request, CorsDecision.Denied denied) {
    return place.title()
        + " "
        + (denied.isRefused() ? "refused " : "gave no access to ")
        + Text.printable(request.method())
        + " "
        + Text.printable(request.path())
        + " of origin "
        + origin(denied)
        + ". "
        + remedy(place, policy, denied)
        + serverView(request, denied)
        + nearMiss(policy, denied)
        + " This origin is not logged again for a minute.";
  }

  private static String origin(CorsDecision.Denied denied) {
    return denied.origin() == null ? "(none)" : Text.printable(denied.origin());
  }

  /** For the log only: it names another origin. */
  private static String nearMiss(CorsPolicy policy, CorsDecision.Denied denied) {
    return denied.reason() == CorsDecision.Reason.NOT_ALLOWED
        ? Origin.parse(String.valueOf(denied.origin())).map(policy::nearMiss).orElse("")
        : "";
  }

  /** What to do about it, fit for strangers: names no origin but the denied one. */
  static String remedy(Place place, CorsPolicy policy, CorsDecision.Denied denied) {
    return switch (denied.reason()) {
      case NOT_ALLOWED -> notAllowed(place, policy, origin(denied));
      case REFUSED_BY_FUNCTION -> "The policy's function did not allow it.";
      case OPAQUE_ORIGIN ->
          "A sandboxed frame, a local file or a redirect sends it. To allow it all the same"
              + " list \"null\" in "
              + place.whereOriginsAre()
              + " (CorsPolicy.builder().origins(\"null\")), which excludes credentials.";
      case MALFORMED_ORIGIN ->
          "That is not an origin; no browser sends it, and no setting allows it." + meant(denied);
      case INVALID_CHARACTERS -> "It has characters no header may have, and no setting allows it.";
      case SEVERAL_ORIGINS ->
          "The request has more than one Origin header. No browser sends that: look"
              + " for a proxy that adds one.";
      case FUNCTION_FAILED -> "The policy's function failed or was late.";
    };
  }

  private static String notAllowed(Place place, CorsPolicy policy, String origin) {
    String call = "CorsPolicy.builder().origins(\"" + origin + "\")";
    boolean none = FixedPolicy.modeOf(policy) == OriginRules.Mode.NONE;
    if (place.builtBy().isEmpty()) {
      return "To allow it, "
          + (none ? "write it instead of \"false\" in" : "add it to")
          + " init-param "
          + place.parameter("origin")
          + ", or in Java "
          + call
          + ".";
    }
    return "To allow it, "
        + (none ? "write it instead of noOrigin() where " : "add it to ")
        + place.builtBy()
        + (none ? " is built" : "")
        + ": "
        + call
        + ". Init-params do not count there.";
  }

  /** For the log only: it names the server as only the container knows it. */
  private static String serverView(CorsRequest request, CorsDecision.Denied denied) {
    return denied.reason() != CorsDecision.Reason.NOT_ALLOWED
        ? ""
        : " If it is this server's own page, the container sees the server as "
            + request.scheme()
            + "://"
            + Text.printable(request.host())
            + ":"
            + request.port()
            + ": let the proxy pass the Host header on, or have the container take the proxy's"
            + " forwarded headers.";
  }

  /** What was probably meant by something that has an origin at its beginning. */
  private static String meant(CorsDecision.Denied denied) {
    String written = String.valueOf(denied.origin());
    int end = endOfAuthority(written);
    return end < 0 || end == written.length()
        ? ""
        : Origin.parse(written.substring(0, end))
            .map(origin -> " A page there has the origin " + origin + ", with nothing behind it.")
            .orElse("");
  }

  private static int endOfAuthority(String written) {
    int start = written.indexOf("://");
    for (int i = start + 3; start > 0 && i < written.length(); i++) {
      if ("/?#".indexOf(written.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
