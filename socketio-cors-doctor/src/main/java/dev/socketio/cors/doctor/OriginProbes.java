package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.Headers;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server as pages of other origins would, to see whom else it lets in: an unrelated one,
 * and some that only look like the page's to a comparison that is not exact.
 *
 * <p>Threading: for use by one thread.
 */
final class OriginProbes {

  /** A host that nobody can own (RFC 2606). */
  private static final String STRANGER = "https://cors-doctor.invalid";

  /** The last two labels of a host, or three where the last two are as in {@code co.uk}. */
  private static final Pattern REGISTRABLE =
      Pattern.compile("[^.]+\\.(?:(?:ac|co|com|edu|gov|net|org)\\.[a-z]{2}|[^.]+)$");

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final Probes probes;
  private final WebSocketExam webSocket;

  OriginProbes(Chart chart, Probes probes, WebSocketExam webSocket) {
    this.chart = chart;
    this.page = chart.page();
    this.probes = probes;
    this.webSocket = webSocket;
  }

  /**
   * Looks whether strangers get in.
   *
   * @param allowed the answer that the page itself got, if it may read it
   * @param originRefused whether the page's own origin is a stranger to the server
   */
  void run(Optional<WireResponse> allowed, boolean originRefused) {
    Optional<WireResponse> stranger = ask(STRANGER).filter(OriginProbes::isSocketIo);
    if (stranger.isEmpty()) {
      return;
    }
    if (allowed.isPresent() || TroubleDiagnosis.knowsCors(stranger.get())) {
      judge(stranger.get(), allowed);
    }
    // Where '*' lets everybody read and no credentials are in play, nothing is there to hijack.
    boolean open = allowOrigin(stranger.get()).equals("*") && !page.withCredentials();
    if (page.transports().contains(Transport.WEBSOCKET) && !open) {
      webSocket(originRefused ? page.originHeader() : STRANGER);
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
      if (ask(alike).filter(answer -> allowOrigin(answer).equals(alike)).isPresent()) {
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
   * a server may well allow all of them. The public suffix list is not at hand, so that the
   * registrable domain is guessed.
   */
  static String lookAlike(String host) {
    Matcher domain = REGISTRABLE.matcher(host);
    return "cors-doctor-" + (domain.find() ? domain.group() : host);
  }

  private void webSocket(String origin) {
    if (webSocket.opens(Optional.of(origin))) {
      find(Diagnosis.CROSS_SITE_WEBSOCKET_HIJACKING, origin);
    }
  }

  private Optional<WireResponse> ask(String origin) {
    WebUrl url = page.urls().polling("");
    Headers headers = Headers.of("Origin", origin);
    Optional<WireResponse> answer = probes.send("GET", url, headers, "");
    answer
        .flatMap(response -> EngineBody.sid(response.body()))
        .ifPresent(sid -> probes.end(sid, headers));
    return answer;
  }

  private void find(Diagnosis diagnosis, String origin) {
    chart.find(diagnosis, "The server let " + origin + " in.", new ConsoleEvent.Silence());
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
