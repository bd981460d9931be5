package dev.socketio.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.fixture.Mounts;
import dev.socketio.it.fixture.UsesMounts;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.WebSocketProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UsesMounts
class SocketAckIT {

  private final Endpoint endpoint;
  private WebSocketProbe probe;

  SocketAckIT(Mounts mounts) {
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
  @Section("Socket.IO v5: Acknowledgement: the same id comes back; behaviour: ids up to 2^53 - 1")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          427["ack","r"]                    | 437["r"]
          420["ack"]                        | 430[]
          42456["ack",1,"2",{"3":[false]}]  | 43456[1,"2",{"3":[false]}]
          42007["ack","r"]                  | 437["r"]
          4212345678901["ack"]              | 4312345678901[]
          429007199254740991["ack"]         | 439007199254740991[]
          """)
  void eventWithAnIdIsAcknowledged(String packet, String answer) {
    probe.send(packet);

    assertThat(probe.nextText()).isEqualTo(answer);
  }

  @Test
  @Section("Socket.IO v5: Acknowledgement, with a custom namespace")
  void eventOfANamespaceIsAcknowledgedInIt() {
    probe.send("40/custom,");
    assertThat(probe.nextText()).startsWith("40/custom,");

    probe.send("42/custom,13[\"ack\",\"bar\"]");

    assertThat(probe.nextText()).isEqualTo("43/custom,13[\"bar\"]");
  }

  @Test
  @Section("Socket.IO v5: Acknowledgement, with binary data")
  void binaryEventIsAcknowledgedWithBinaryData() {
    probe.send(
        "452-789[\"ack\",{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]");
    probe.send(new byte[] {1, 2, 3});
    probe.send(new byte[] {4});

    assertThat(probe.nextText())
        .isEqualTo(
            "462-789[{\"_placeholder\":true,\"num\":0},{\"a\":{\"_placeholder\":true,\"num\":1}}]");
    assertThat(probe.nextBytes()).containsExactly(1, 2, 3);
    assertThat(probe.nextBytes()).containsExactly(4);
  }

  @Test
  @Section("behaviour: only the first answer goes out")
  void secondAnswerIsDropped() {
    probe.send("421[\"ack-twice\",\"once\"]");
    probe.send("42[\"echo\",\"next\"]");

    assertThat(probe.nextText()).isEqualTo("431[\"once\"]");
    assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"next\"]");
  }

  @Test
  @Section("behaviour: an event nobody answers is not answered")
  void eventThatNobodyAnswersStaysUnanswered() {
    probe.send("421[\"echo\",\"a\"]");
    probe.send("422[\"nobody listens\"]");
    probe.send("42[\"echo\",\"b\"]");

    assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"a\"]");
    assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"b\"]");
  }

  @ParameterizedTest
  @Section("behaviour: an id past 2^53 is never answered under another id")
  @ValueSource(
      strings = {
        "9007199254740993",
        "18446744073709551617",
        "99999999999999999999999999999999999999999"
      })
  void absurdIdIsNotAnsweredUnderAnother(String id) {
    probe.send("42" + id + "[\"ack\"]");
    probe.sendIfOpen("42[\"echo\",\"next\"]");

    if (probe.isAnswered()) {
      assertThat(probe.nextText()).isIn("43" + id + "[]", "42[\"echo\",\"next\"]");
    }
  }

  @Test
  @Section("Socket.IO v5: Acknowledgement: the server asks")
  void serverGetsTheAnswerOfTheClient() {
    probe.send("42[\"ask\",\"how much?\"]");
    String question = probe.nextText();
    assertThat(question).matches("42\\d+\\[\"question\",\"how much\\?\"]");

    probe.send("43" + idOf(question) + "[\"a lot\"]");

    assertThat(probe.nextText()).isEqualTo("42[\"answered\",\"a lot\"]");
  }

  @Test
  @Section("Socket.IO v5: Acknowledgement: the server asks, the answer has binary data")
  void serverGetsABinaryAnswer() {
    probe.send("42[\"ask\"]");

    probe.send("461-" + idOf(probe.nextText()) + "[{\"_placeholder\":true,\"num\":0}]");
    probe.send(new byte[] {9});

    assertThat(probe.nextText()).isEqualTo("451-[\"answered\",{\"_placeholder\":true,\"num\":0}]");
    assertThat(probe.nextBytes()).containsExactly(9);
  }

  @Test
  @Section("behaviour: emitWithAck with a limit")
  void serverGivesUpWaiting() {
    probe.send("42[\"ask-briefly\"]");
    String question = probe.nextText();

    assertThat(probe.nextText()).isEqualTo("42[\"unanswered\",\"AckTimeoutException\"]");

    probe.send("43" + idOf(question) + "[\"too late\"]");
    probe.send("42[\"echo\",\"next\"]");
    assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"next\"]");
  }

  @ParameterizedTest
  @Section("behaviour: acknowledgements nobody waits for are tolerated")
  @ValueSource(strings = {"43999999[\"x\"]", "43999999[]", "43[]"})
  void unexpectedAcknowledgementIsIgnored(String packet) {
    probe.send(packet);
    probe.send("42[\"echo\",\"next\"]");

    assertThat(probe.nextText()).isEqualTo("42[\"echo\",\"next\"]");
  }

  @ParameterizedTest
  @Section("Socket.IO v5: Acknowledgement: the payload is an array")
  @ValueSource(strings = {"431{}", "431\"x\"", "431null", "43/custom,1[]"})
  void acknowledgementThatCannotBeReadClosesTheConnection(String packet) {
    probe.send(packet);

    probe.expectClose();
  }

  private static String idOf(String question) {
    return question.substring(2, question.indexOf('['));
  }
}
