package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server as pages of other origins would, to see whom else it lets in: an unrelated one,
 * and some that only look like the page's to a comparison that is not exact.
 *
 * <p>Threading: for use by one thread.
 */
final class OriginProbes {

  /** A host that nobody can own (RFC 2606). */
  static final String STRANGER = "https://cors-doctor.invalid";

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final Probes probes;
  private final WebSocketExam webSocket;
  private final CookieJar jar;

  OriginProbes(Chart chart, Probes probes, WebSocketExam webSocket, CookieJar jar) {
    this.chart = chart;
    this.page = chart.page();
    this.probes = probes;
    this.webSocket = webSocket;
    this.jar = jar;
  }

  /**
   * Looks whether strangers get in.
   *
   * @param allowed the answer that the page itself got, if it may read it
   */
  void run(Optional<WireResponse> allowed) {
    Optional<WireResponse> stranger =
        probes.askAsStranger(STRANGER).filter(OriginProbes::isSocketIo);
    if (stranger.isEmpty()) {
      return;
    }
    if (allowed.isPresent() || TroubleDiagnosis.knowsCors(stranger.get())) {
      judge(stranger.get(), allowed);
    }
    if (page.transports().contains(Transport.WEBSOCKET)) {
      webSocket(allowOrigin(stranger.get()).equals("*") && !page.withCredentials());
    }
  }

  private static boolean isSocketIo(WireResponse answer) {
    return EngineBody.sid(answer.body()).isPresent()
        || EngineBody.errorCode(answer.body()).isPresent();
  }

  private void judge(WireResponse stranger, Optional<WireResponse> allowed) {
    if (allowOrigin(stranger).equals(STRANGER)) {
      if (allowsCredentials(stranger)) {
        find(Diagnosis.ANY_ORIGIN_WITH_CREDENTIALS, STRANGER);
      }
      return;
    }
    for (String alike : alike()) {
      if (probes
          .askAsStranger(alike)
          .filter(answer -> allowOrigin(answer).equals(alike))
          .isPresent()) {
        find(Diagnosis.ORIGIN_MATCH_TOO_WIDE, alike);
      }
    }
    allowed.ifPresent(answer -> vary(answer, stranger));
  }

  private void vary(WireResponse allowed, WireResponse stranger) {
    boolean depends = !allowOrigin(allowed).equals(allowOrigin(stranger));
    String vary = String.join(",", allowed.headers().all("Vary"));
    String caching = String.join(",", allowed.headers().all("Cache-Control"));
    boolean told = vary.matches("(?i).*(\\borigin\\b|\\*).*") || caching.contains("no-store");
    if (depends && !told) {
      chart.find(
          Diagnosis.VARY_MISSING,
          "Access-Control-Allow-Origin is another for "
              + STRANGER
              + ", and Vary is '"
              + vary
              + "'.",
          new ConsoleEvent.Silence());
    }
  }

  /** Origins that a comparison by beginning, by end or not at all would take for the page's. */
  private List<String> alike() {
    List<String> alike = new ArrayList<>();
    @Nullable WebUrl own = page.origin().web();
    if (own != null && own.host().matches(".*[a-z].*") && !own.host().startsWith("[")) {
      String port = own.authority().substring(own.host().length());
      alike.add(own.scheme() + "://" + own.host() + ".cors-doctor.invalid" + port);
      alike.add(own.scheme() + "://" + lookAlike(own.host()) + port);
    }
    if (!page.origin().isOpaque()) {
      alike.add("null");
    }
    return alike;
  }

  /**
   * A domain of somebody else that ends as the page's does. The page's own subdomains tell nothing:
   * a server may well allow all of them.
   */
  static String lookAlike(String host) {
    return "cors-doctor-" + Domains.registrable(host);
  }

  /**
   * Looks whether a stranger opens a WebSocket.
   *
   * @param open whether '*' lets everybody read without credentials: nothing is there to hijack
   *     then, unless cookies open more
   */
  private void webSocket(boolean open) {
    String cookies = jar.headerOfStrangers();
    if (open && (cookies.isEmpty() || webSocket.opensForStranger(STRANGER, ""))) {
      return;
    }
    if (webSocket.opensForStranger(STRANGER, cookies)) {
      chart.find(
          Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING,
          Details.strangerIn(STRANGER, jar.strangersNames()),
          new ConsoleEvent.Silence());
    }
  }

  private void find(Diagnosis diagnosis, String origin) {
    String detail = Details.strangerIn(origin, List.of());
    chart.find(diagnosis, detail, new ConsoleEvent.Silence());
  }

  private static String allowOrigin(WireResponse response) {
    return response.headers().combined("Access-Control-Allow-Origin").orElse("");
  }

  private static boolean allowsCredentials(WireResponse response) {
    return response
        .headers()
        .combined("Access-Control-Allow-Credentials")
        .filter("true"::equals)
        .isPresent();
  }
}
