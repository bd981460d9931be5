package dev.socketio.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A polling session, driven request by request.
 *
 * <p>Threading: for one test thread.
 */
public final class PollingProbe {

  /** Stands between the packets of a payload. */
  public static final String SEPARATOR = "\u001e";

  private static final Pattern SID = Pattern.compile("\"sid\":\"([^\"]+)\"");

  private final Endpoint endpoint;
  private final String openPacket;
  private final String sid;
  private final Deque<String> packets = new ArrayDeque<>();

  private PollingProbe(Endpoint endpoint, String openPacket) {
    this.endpoint = endpoint;
    this.openPacket = openPacket;
    this.sid = sidOf(openPacket);
  }

  /**
   * Opens a session.
   *
   * @param endpoint where
   */
  public static PollingProbe open(Endpoint endpoint) {
    HttpResponse<String> response = endpoint.get(Endpoint.POLLING);
    assertThat(response.statusCode())
        .as("status of the handshake, body %s", response.body())
        .isEqualTo(200);
    String[] received = response.body().split(SEPARATOR, -1);
    PollingProbe probe = new PollingProbe(endpoint, received[0]);
    probe.packets.addAll(List.of(received).subList(1, received.length));
    return probe;
  }

  /**
   * {@return the session id in an open packet}
   *
   * @param openPacket the packet
   */
  public static String sidOf(String openPacket) {
    Matcher matcher = SID.matcher(openPacket);
    assertThat(matcher.find()).as("a sid in %s", openPacket).isTrue();
    return matcher.group(1);
  }

  /** {@return the session id} */
  public String sid() {
    return sid;
  }

  /** {@return the open packet as received} */
  public String openPacket() {
    return openPacket;
  }

  /** {@return the query of a polling request of this session} */
  public String query() {
    return Endpoint.POLLING + "&sid=" + sid;
  }

  /** {@return the query of a WebSocket handshake of this session} */
  public String webSocketQuery() {
    return Endpoint.WEBSOCKET + "&sid=" + sid;
  }

  /** Sends a GET and does not wait for the answer. */
  public CompletableFuture<HttpResponse<String>> get() {
    return endpoint.getAsync(query());
  }

  /** Sends a GET and waits for the answer, whatever it is. */
  public HttpResponse<String> getAnswer() {
    return endpoint.get(query());
  }

  /**
   * Sends a POST and waits for the answer, whatever it is.
   *
   * @param payload body as it is
   */
  public HttpResponse<String> post(String payload) {
    return endpoint.send("POST", query(), payload, "Content-Type", "text/plain;charset=UTF-8");
  }

  /**
   * Sends packets in one payload, and expects that they are taken.
   *
   * @param sent the packets
   */
  public void send(String... sent) {
    HttpResponse<String> response = post(String.join(SEPARATOR, sent));
    assertThat(response.statusCode()).as("status of the POST").isEqualTo(200);
    assertThat(response.body()).as("body of the POST's answer").isEqualTo("ok");
  }

  /** {@return the next packet; polls until there is one} */
  public String next() {
    while (packets.isEmpty()) {
      HttpResponse<String> response = getAnswer();
      assertThat(response.statusCode())
          .as("status of the poll, body %s", response.body())
          .isEqualTo(200);
      packets.addAll(List.of(response.body().split(SEPARATOR, -1)));
    }
    return packets.remove();
  }

  /** Joins the main namespace of a Socket.IO server. */
  public String connect() {
    send("40");
    String answer = next();
    assertThat(answer).startsWith("40{");
    return sidOf(answer);
  }

  /** Expects that the session does not exist any more. */
  public void expectGone() {
    HttpResponse<String> response = getAnswer();
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).isEqualTo("{\"code\":1,\"message\":\"Session ID unknown\"}");
  }

  /**
   * Expects that the session does not exist any more, after the client has closed it. One poll may
   * still be answered as if it had waited: it could have been overtaken by the close packet.
   */
  public void expectGoneAfterItsClose() {
    HttpResponse<String> late = getAnswer();
    if (late.statusCode() == 200) {
      assertThat(late.body()).isEqualTo("6");
    } else {
      assertThat(late.body()).startsWith("{\"code\":1,");
    }
    expectGone();
  }

  /**
   * Expects that the session is there, without touching it: a GET that names the wrong transport is
   * refused.
   */
  public void expectAlive() {
    HttpResponse<String> response = endpoint.get(webSocketQuery());
    assertThat(response.body())
        .as("whether the session lives")
        .isEqualTo("{\"code\":3,\"message\":\"Bad request\"}");
  }
}
