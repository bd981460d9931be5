package dev.socketio.cors.doctor;

import dev.socketio.cors.doctor.wire.WebUrl;
import dev.socketio.cors.doctor.wire.WireResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells why a page does not connect to a Socket.IO server, and which setting to change.
 *
 * <pre>{@code
 * Examination examination =
 *     CorsDoctor.examine(
 *         CorsDoctorRequest.builder("http://localhost:8080/socket.io/", "https://my-frontend.com")
 *             .withCredentials(true)
 *             .build());
 * assertTrue(examination.connects(), examination::toString);
 * }</pre>
 *
 * <p>An examination does what Socket.IO's client does in a browser: the preflight if one is due,
 * the polling handshake, CONNECT and its answer, the WebSocket handshake, and a polite goodbye.
 * Each answer is checked as the Fetch standard has browsers check it. Then it asks as pages of
 * invented origins would, to see whom else the server lets in.
 *
 * <p>Threading: stateless; any number of threads may use it at once.
 */
public final class CorsDoctor {

  private CorsDoctor() {}

  /**
   * Examines a server. This blocks the calling thread while it waits for the server, each time for
   * at most the request's time-out.
   *
   * @param request what the page does
   * @return the outcome; also where nothing can be reached
   */
  public static Examination examine(CorsDoctorRequest request) {
    return new Examiner(request).run();
  }

  /**
   * Explains an answer that a page got to a request other than a preflight, without sending
   * anything. Useful where a proxy stands between, and only the browser saw what came.
   *
   * @param request what the page does
   * @param url the URL that the browser asked
   * @param answer what it got
   * @return why the page may not read the answer; empty if it may
   * @throws IllegalArgumentException if the URL is not one
   */
  public static Optional<Finding> explain(
      CorsDoctorRequest request, String url, WireResponse answer) {
    FetchChecks checks =
        FetchChecks.cors(request.originHeader(), request.withCredentials(), answer);
    return finding(request, WebUrl.parse(url), answer, checks, false);
  }

  /**
   * Explains an answer that a page's browser got to a preflight, without sending anything.
   *
   * @param request what the page does
   * @param method the method of the request behind the preflight
   * @param url the URL that the browser asked
   * @param answer what it got
   * @return why the request behind the preflight is not sent; empty if it is
   * @throws IllegalArgumentException if the URL is not one
   */
  public static Optional<Finding> explainPreflight(
      CorsDoctorRequest request, String method, String url, WireResponse answer) {
    List<String> unsafe = FetchHeaders.unsafeNames(request.headers());
    FetchChecks checks =
        FetchChecks.preflight(
            request.originHeader(), request.withCredentials(), method, unsafe, answer);
    return finding(request, WebUrl.parse(url), answer, checks, true);
  }

  private static Optional<Finding> finding(
      CorsDoctorRequest page,
      WebUrl url,
      WireResponse answer,
      FetchChecks checks,
      boolean preflight) {
    if (page.origin().isSameOrigin(url)) {
      return Optional.empty();
    }
    return checks
        .fault()
        .map(
            fault -> {
              Diagnosis diagnosis = TroubleDiagnosis.ofFault(fault, answer, preflight);
              String origin = page.originHeader();
              ConsoleEvent event =
                  new ConsoleEvent.Blocked(fault, preflight, page, origin, url, url, answer);
              Check last = checks.checks().get(checks.checks().size() - 1);
              return new Finding(
                  diagnosis,
                  Severity.BLOCKS,
                  OptionalInt.empty(),
                  Details.sentence(last.detail()),
                  event.lines(),
                  Remedies.of(diagnosis, page));
            });
  }
}
