package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;
import java.util.Optional;

/**
 * Opens a session by polling as the client does: GET for the open packet, POST for CONNECT, GET for
 * the answer.
 *
 * <p>Threading: for use by one thread.
 */
final class PollingExam {

  private static final int MOST_POLLS = 3;

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final PageFetcher fetcher;
  private final Probes probes;
  private final CookieJar jar;
  private String sid = "";
  private Optional<WireResponse> handshake = Optional.empty();
  private Optional<Trouble> trouble = Optional.empty();

  PollingExam(Chart chart, PageFetcher fetcher, Probes probes, CookieJar jar) {
    this.chart = chart;
    this.page = chart.page();
    this.fetcher = fetcher;
    this.probes = probes;
    this.jar = jar;
  }

  /** The session's id, or an empty text if the page has none. */
  String sid() {
    return sid;
  }

  /** The answer with the open packet, if the page may read it. */
  Optional<WireResponse> handshake() {
    return handshake;
  }

  /** What kept the page from opening a session, if it was trouble with reading the answer. */
  Optional<Trouble> trouble() {
    return trouble;
  }

  /** Whether a session was opened and used. */
  boolean run() {
    return open() && connect() && receive();
  }

  private boolean open() {
    Fetched open = fetcher.fetch(Step.Kind.OPEN, "GET", page.urls().polling(""), "");
    trouble = open.trouble();
    if (trouble.isPresent()) {
      return diagnose(open, trouble.get());
    }
    WireResponse response = open.response().orElseThrow();
    Optional<String> opened = EngineBody.sid(response.body());
    if (!response.isOk() || opened.isEmpty()) {
      return unusable(open, response);
    }
    sid = opened.get();
    handshake = Optional.of(response);
    if (open.redirects() > 0) {
      chart.find(
          Diagnosis.REDIRECT_FOLLOWED,
          open.step(),
          open.redirects() + " redirects were followed.",
          new ConsoleEvent.Silence());
    }
    warnOfCookies(open.step());
    return true;
  }

  private void warnOfCookies(int step) {
    if (page.withCredentials() && !jar.lost().isEmpty()) {
      chart.find(
          Diagnosis.COOKIE_NOT_RETURNED,
          step,
          "The server sets " + String.join(", ", jar.lost()) + " without SameSite=None; Secure.",
          new ConsoleEvent.Silence());
    }
  }

  private boolean connect() {
    Fetched sent =
        fetcher.fetch(Step.Kind.CONNECT, "POST", page.urls().polling(sid), page.connectPacket());
    return isUsable(sent);
  }

  private boolean receive() {
    for (int poll = 0; poll < MOST_POLLS; poll++) {
      Fetched received = fetcher.fetch(Step.Kind.RECEIVE, "GET", page.urls().polling(sid), "");
      if (!isUsable(received)) {
        return false;
      }
      List<String> packets = EngineBody.packets(received.response().orElseThrow().body());
      Optional<String> refusal = packets.stream().filter(p -> p.startsWith("44")).findFirst();
      if (refusal.isPresent()) {
        chart.find(
            Diagnosis.CONNECT_REFUSED,
            received.step(),
            "The answer to CONNECT is " + EngineBody.excerpt(refusal.get()),
            new ConsoleEvent.Silence());
      }
      if (packets.stream().anyMatch(packet -> packet.startsWith("4"))) {
        return true;
      }
    }
    return true;
  }

  /** Ends the session as the client does; of no more interest if that fails. */
  void close() {
    if (!sid.isEmpty()) {
      fetcher.fetch(Step.Kind.CLOSE, "POST", page.urls().polling(sid), "1");
    }
  }

  private boolean isUsable(Fetched fetched) {
    if (fetched.trouble().isPresent()) {
      return diagnose(fetched, fetched.trouble().get());
    }
    WireResponse response = fetched.response().orElseThrow();
    return response.isOk() || unusable(fetched, response);
  }

  /** The page may read the answer, but it is none that a client can use. */
  private boolean unusable(Fetched fetched, WireResponse response) {
    Diagnosis first =
        TroubleDiagnosis.ofStatus(response)
            .orElse(
                EngineBody.isVersion3(response.body())
                    ? Diagnosis.PROTOCOL_UNSUPPORTED
                    : Diagnosis.NOT_SOCKET_IO);
    Probes.Refined refined =
        sid.isEmpty() ? probes.refineReadable(first, response) : new Probes.Refined(first, "");
    Diagnosis diagnosis = refined.diagnosis();
    ConsoleEvent event =
        response.isOk() ? new ConsoleEvent.Silence() : new ConsoleEvent.HttpError(response);
    String detail = Details.answer(response) + refined.seen();
    chart.find(diagnosis, fetched.step(), detail + more(diagnosis, page.urls().server()), event);
    return false;
  }

  private boolean diagnose(Fetched fetched, Trouble found) {
    Probes.Refined refined = probes.refine(TroubleDiagnosis.of(found), found, !sid.isEmpty());
    Diagnosis diagnosis = refined.diagnosis();
    String seen =
        found.kind() == Trouble.Kind.CORS
            ? Details.sentence(found.detail())
                + " "
                + Details.answer(found.response().orElseThrow())
            : found.detail();
    String detail = seen + refined.seen() + more(diagnosis, found.url());
    chart.find(diagnosis, fetched.step(), detail, found.event());
    return false;
  }

  /** What else is known about a diagnosis, with a space before it. */
  private String more(Diagnosis diagnosis, WebUrl url) {
    return switch (diagnosis) {
      case NOT_FOUND, NOT_SOCKET_IO, TIMED_OUT -> probes.elsewhere();
      case STICKY_SESSION_LOST -> Details.stickiness(page, jar, url);
      default -> "";
    };
  }
}
