package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of("pingInterval", "pingTimeout", "transports", "maxHttpBufferSize");

  @ParameterizedTest
  @CsvSource({
    "pingInterva, pingInterval",
    "pinginterval, pingInterval",
    "ping-interval, pingInterval",
    "pingIntervall, pingInterval",
    "pingTimeOut, pingTimeout",
    "transport, transports",
    "maxBufferSize, maxHttpBufferSize"
  })
  void slipOfThePenIsUnderstood(String written, String meant) {
    assertThat(NearestName.of(written, KNOWN)).contains(meant);
  }

  @Test
  void somethingElseIsNotGuessed() {
    assertThat(NearestName.of("colour", KNOWN)).isEmpty();
    assertThat(NearestName.of("x", KNOWN)).isEmpty();
  }
}
