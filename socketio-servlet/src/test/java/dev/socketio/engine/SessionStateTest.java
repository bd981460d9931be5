package dev.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionStateTest {
  private final SessionState state = new SessionState();

  @Test
  void begins() {
    assertThat(state.isOpen()).isTrue();
    assertThat(state.isClosing()).isFalse();
    assertThat(state.isClosed()).isFalse();
  }

  @Test
  void closesAtOnce() {
    assertThat(state.tryClose(CloseReason.PING_TIMEOUT)).contains(CloseReason.PING_TIMEOUT);
    assertThat(state.isOpen()).isFalse();
    assertThat(state.isClosed()).isTrue();
  }

  @Test
  void closesInTwoStepsForTheReasonThatWasGivenFirst() {
    assertThat(state.tryBeginClose(CloseReason.FORCED_CLOSE)).isTrue();
    assertThat(state.isOpen()).isFalse();
    assertThat(state.isClosing()).isTrue();
    assertThat(state.isClosed()).isFalse();
    assertThat(state.tryClose(CloseReason.PING_TIMEOUT)).contains(CloseReason.FORCED_CLOSE);
    assertThat(state.isClosing()).isFalse();
    assertThat(state.isClosed()).isTrue();
  }

  @Test
  void ofTwoClosersOneActs() {
    assertThat(state.tryBeginClose(CloseReason.FORCED_CLOSE)).isTrue();
    assertThat(state.tryBeginClose(CloseReason.FORCED_CLOSE)).isFalse();
    assertThat(state.tryClose(CloseReason.FORCED_CLOSE)).isPresent();
    assertThat(state.tryClose(CloseReason.FORCED_CLOSE)).isEmpty();
    assertThat(state.tryBeginClose(CloseReason.FORCED_CLOSE)).isFalse();
  }
}
