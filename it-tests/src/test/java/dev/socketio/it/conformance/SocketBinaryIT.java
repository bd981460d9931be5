package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.PollingProbe;
import dev.socketio.it.wire.WebSocketProbe;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class SocketBinaryIT {

  private static final String P0 = "{\"_placeholder\":true,\"num\":0}";
  private static final String P1 = "{\"_placeholder\":true,\"num\":1}";

  private final Endpoint endpoint;
  private WebSocketProbe probe;

  SocketBinaryIT(Mounts mounts) {
    endpoint = mounts.steadySocket();
  }

  @BeforeEach
  void connect() {
    probe = WebSocketProbe.connected(endpoint);
  }

  @AfterEach
  void disconnect() {
    probe.close();
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Sending and receiving data, with binary data; Packet encoding")
  @ValueSource(
      strings = {
        "452-[\"echo\"," + P0 + "," + P1 + "]",
        "452-[\"echo\",{\"a\":[" + P0 + ",{\"b\":" + P1 + "}]},\"text\",1]",
      })
  void attachmentsComeBackInTheirPlaces(String packet) {
    probe.send(packet);
    probe.send(new byte[] {1, 2});
    probe.send(new byte[0]);

    assertThat(probe.nextText()).isEqualTo(packet);
    assertThat(probe.nextBytes()).containsExactly(1, 2);
    assertThat(probe.nextBytes()).isEmpty();
  }

  @Test
  @Section("Socket.IO v5: Sending and receiving data, with binary data, with a custom namespace")
  void attachmentsOfANamespaceStayInIt() {
    probe.send("40/custom,");
    assertThat(probe.nextText()).startsWith("40/custom,");

    probe.send("451-/custom,[\"echo\"," + P0 + "]");
    probe.send(new byte[] {1});

    assertThat(probe.nextText()).isEqualTo("451-/custom,[\"echo\"," + P0 + "]");
    assertThat(probe.nextBytes()).containsExactly(1);
  }

  @Test
  @Section("behaviour: the same placeholder twice is one attachment used twice")
  void placeholderMayOccurTwice() {
    probe.send("451-[\"echo\"," + P0 + "," + P0 + "]");
    probe.send(new byte[] {1});

    assertThat(probe.nextText()).isEqualTo("452-[\"echo\"," + P0 + "," + P1 + "]");
    assertThat(probe.nextBytes()).containsExactly(1);
    assertThat(probe.nextBytes()).containsExactly(1);
  }

  @Test
  @Section("behaviour: only _placeholder:true is a placeholder")
  void otherValueOfPlaceholderIsData() {
    String like = "{\"_placeholder\":\"true\",\"num\":0}";
    probe.send("451-[\"echo\"," + P0 + "," + like + ",{\"_placeholder\":1}]");
    probe.send(new byte[] {1});

    assertThat(probe.nextText())
        .isEqualTo("451-[\"echo\"," + P0 + "," + like + ",{\"_placeholder\":1}]");
    assertThat(probe.nextBytes()).containsExactly(1);
  }

  @Test
  @Section("behaviour: heartbeats may come between an event and its attachments")
  void heartbeatMayComeBetweenEventAndAttachments() {
    probe.send("452-[\"echo\"," + P0 + "," + P1 + "]");
    probe.send("3");
    probe.send(new byte[] {1});
    probe.send("6");
    probe.send(new byte[] {2});

    assertThat(probe.nextText()).isEqualTo("452-[\"echo\"," + P0 + "," + P1 + "]");
    assertThat(probe.nextBytes()).containsExactly(1);
    assertThat(probe.nextBytes()).containsExactly(2);
  }

  @Test
  @Section("Engine.IO v4: Packet encoding, HTTP long-polling; Socket.IO v5: with binary data")
  void attachmentsGoAsBase64OverPolling() {
    PollingProbe session = PollingProbe.open(endpoint);
    session.connect();

    session.send("452-[\"echo\"," + P0 + ",{\"x\":" + P1 + "}]", "bAQID", "bBA==");

    assertThat(session.getAnswer().body())
        .isEqualTo("452-[\"echo\"," + P0 + ",{\"x\":" + P1 + "}]\u001ebAQID\u001ebBA==");
  }

  @Test
  @Section("behaviour: attachments may come in a later POST")
  void attachmentsMayComeInALaterPost() {
    PollingProbe session = PollingProbe.open(endpoint);
    session.connect();

    session.send("452-[\"echo\"," + P0 + "," + P1 + "]");
    session.send("bAQ==");
    session.send("bAg==", "42[\"echo\",\"next\"]");

    assertThat(session.next()).startsWith("452-[\"echo\"");
    assertThat(session.next()).isEqualTo("bAQ==");
    assertThat(session.next()).isEqualTo("bAg==");
    assertThat(session.next()).isEqualTo("42[\"echo\",\"next\"]");
  }

  @Test
  @Section("Engine.IO v4: Handshake, maxPayload: as much as it allows goes both ways")
  void largeAttachmentComesBack() {
    byte[] bytes = new byte[1_000_000];
    new java.util.Random(42).nextBytes(bytes);
    probe.send("451-[\"echo\"," + P0 + "]");
    probe.send(bytes);

    assertThat(probe.nextText()).isEqualTo("451-[\"echo\"," + P0 + "]");
    assertThat(probe.nextBytes()).isEqualTo(bytes);
  }

  @Test
  @Section("Engine.IO v4: Handshake, maxPayload: as much as it allows goes both ways, over polling")
  void largeAttachmentComesBackOverPolling() {
    byte[] bytes = new byte[700_000];
    new java.util.Random(43).nextBytes(bytes);
    PollingProbe session = PollingProbe.open(endpoint);
    session.connect();

    session.send("451-[\"echo\"," + P0 + "]", "b" + Base64.getEncoder().encodeToString(bytes));

    assertThat(session.next()).isEqualTo("451-[\"echo\"," + P0 + "]");
    assertThat(Base64.getDecoder().decode(session.next().substring(1))).isEqualTo(bytes);
  }

  @ParameterizedTest
  @Section(
      "Socket.IO v5: Packet encoding, format; behaviour: counts and placeholders that cannot be")
  @ValueSource(
      strings = {
        "45[\"echo\"]",
        "45-[\"echo\"]",
        "45x-[\"echo\"]",
        "45-1-[\"echo\"]",
        "451.5-[\"echo\"]",
        "450-[\"echo\"]",
        "4511-[\"echo\"]",
        "4599999999999-[\"echo\"]",
        "451[\"echo\"]",
        "460-1[]",
        "4611-1[]",
      })
  void headerThatCannotBeClosesTheConnection(String packet) {
    probe.send(packet);

    probe.expectClose();
  }

  @ParameterizedTest
  @Section(
      "Socket.IO v5: Sending and receiving data: the payload is a non-empty array, with attachments as well")
  @ValueSource(strings = {"451-{}", "451-[]", "451-[" + P0 + "]"})
  void badPayloadWithAnAttachmentClosesTheConnection(String packet) {
    probe.send(packet);
    probe.sendIfOpen(new byte[] {1});

    probe.expectClose();
  }

  @ParameterizedTest
  @Section("behaviour: a placeholder names one of the attachments")
  @ValueSource(
      strings = {
        "451-[\"echo\",{\"_placeholder\":true,\"num\":1}]",
        "451-[\"echo\",{\"_placeholder\":true,\"num\":-1}]",
        "451-[\"echo\",{\"_placeholder\":true,\"num\":\"0\"}]",
        "451-[\"echo\",{\"_placeholder\":true}]",
        "451-[\"echo\",{\"_placeholder\":true,\"num\":99999999999999999999}]",
      })
  void placeholderOutOfRangeClosesTheConnection(String packet) {
    probe.send(packet);
    probe.sendIfOpen(new byte[] {1});

    probe.expectClose();
  }

  @ParameterizedTest
  @Section("behaviour: text while binary is awaited")
  @ValueSource(strings = {"42[\"echo\",1]", "451-[\"echo\"," + P0 + "]", "40/custom,", "41"})
  void textInsteadOfAnAttachmentClosesTheConnection(String packet) {
    probe.send("452-[\"echo\"," + P0 + "," + P1 + "]");
    probe.send(packet);

    probe.expectClose();
  }

  @Test
  @Section("behaviour: binary that nobody awaits")
  void unexpectedAttachmentClosesTheConnection() {
    probe.send(new byte[] {1});

    probe.expectClose();
  }

  @Test
  @Section("behaviour: one attachment more than announced")
  void oneAttachmentTooManyClosesTheConnection() {
    probe.send("451-[\"echo\"," + P0 + "]");
    probe.send(new byte[] {1});
    probe.send(new byte[] {2});

    // The event itself may have been answered before.
    assertThat(probe.awaitClose()).isPositive();
  }
}
