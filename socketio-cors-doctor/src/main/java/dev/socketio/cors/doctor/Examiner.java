package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.HttpWire;
import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireFailure;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs an examination: what can be said beforehand, then the transports in the client's order, then
 * the probes.
 *
 * <p>Threading: for use by one thread.
 */
final class Examiner {

  private final Chart chart;
  private final CorsDoctorRequest page;
  private final HttpWire wire;
  private final WebSocketExam webSocket;
  private final PollingExam polling;
  private final OriginProbes strangers;

  Examiner(CorsDoctorRequest page) {
    this.page = page;
    this.chart = new Chart(page);
    this.wire = new HttpWire(page.network());
    CookieJar jar = new CookieJar(page);
    PageHeaders headers = new PageHeaders(page, jar);
    Probes probes = new Probes(chart, wire, jar, headers);
    this.webSocket = new WebSocketExam(chart, wire, probes, headers);
    this.polling = new PollingExam(chart, new PageFetcher(chart, wire, jar), probes, jar);
    this.strangers = new OriginProbes(chart, probes, webSocket, jar);
  }

  Examination run() {
    forbiddenHeaders();
    localNetwork();
    if (page.transports().get(0) == Transport.POLLING) {
      pollingFirst();
    } else {
      webSocketFirst();
    }
    return chart.examination();
  }

  private void forbiddenHeaders() {
    page.headers().lines().stream()
        .filter(line -> FetchHeaders.isForbidden(line.name()))
        .forEach(
            line ->
                chart.find(
                    Diagnosis.HEADER_FORBIDDEN,
                    "The header is " + line.name() + ".",
                    new ConsoleEvent.HeaderRefused(line.name())));
  }

  /** Local Network Access: a page may not reach into a network more private than its own. */
  private void localNetwork() {
    WebUrl server = page.urls().server();
    @Nullable WebUrl own = page.origin().web();
    if (own == null || page.origin().isSameOrigin(server)) {
      return;
    }
    Optional<AddressSpace> target = space(server);
    Optional<AddressSpace> source = space(own);
    if (target.isEmpty() || source.isEmpty() || !target.get().isMorePrivateThan(source.get())) {
      return;
    }
    boolean first = page.transports().get(0) == Transport.WEBSOCKET;
    WebUrl asked = first ? page.urls().webSocket("") : page.urls().polling("");
    chart.find(
        page.origin().isSecureContext()
            ? Diagnosis.LOCAL_NETWORK_PROMPT
            : Diagnosis.LOCAL_NETWORK_BLOCKED,
        server.host() + " is in the address space " + target.get().title() + ", the page is not.",
        new ConsoleEvent.LocalNetwork(page, asked, target.get(), first));
  }

  private Optional<AddressSpace> space(WebUrl url) {
    try {
      return wire.addresses(url.bareHost()).stream()
          .map((InetAddress address) -> AddressSpace.of(address))
          .min(Comparator.naturalOrder());
    } catch (WireFailure unknown) {
      return Optional
          .empty(); // Reported when it is asked for; a page's host need not be known here.
    }
  }

  private void pollingFirst() {
    boolean works = polling.run();
    boolean upgrade =
        page.transports().contains(Transport.WEBSOCKET)
            && polling.handshake().filter(h -> EngineBody.offersWebSocket(h.body())).isPresent();
    if (works && upgrade) {
      webSocket.run(polling.sid());
    }
    polling.close();
    boolean spoke = polling.handshake().isPresent();
    boolean unreadable =
        polling.trouble().filter(found -> found.kind() == Trouble.Kind.CORS).isPresent();
    if (page.probes() && (spoke || unreadable)) {
      strangers.run(polling.handshake());
    }
  }

  private void webSocketFirst() {
    boolean works = webSocket.run("");
    if (page.probes() && works) {
      strangers.run(Optional.empty());
    }
  }
}
