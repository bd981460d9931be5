package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.engine.transport.HttpExchange.BodyReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

  private final FakeHttp.Input in = new FakeHttp().input;
  private final List<String> outcomes = new ArrayList<>();
  private final List<Throwable> broken = new ArrayList<>();

  private final BodyReceiver receiver =
      new BodyReceiver() {
        @Override
        public void onBody(byte[] body) {
          outcomes.add("body " + body.length);
        }

        @Override
        public void onTooLarge() {
          outcomes.add("too large");
        }

        @Override
        public void onFailure(Throwable cause) {
          outcomes.add("failure " + cause.getMessage());
        }
      };

  private BodyReader read(int limit) {
    BodyReader reader = new BodyReader(in, limit, receiver, broken::add);
    reader.start();
    return reader;
  }

  @Test
  void piecesArePutTogether() throws IOException {
    List<String> bodies = new ArrayList<>();
    BodyReceiver keeping =
        new BodyReceiver() {
          @Override
          public void onBody(byte[] body) {
            bodies.add(new String(body, StandardCharsets.US_ASCII));
          }

          @Override
          public void onTooLarge() {}

          @Override
          public void onFailure(Throwable cause) {}
        };
    new BodyReader(in, 100, keeping, broken::add).start();
    in.arrive("he".getBytes(StandardCharsets.US_ASCII));
    in.arrive("llo".getBytes(StandardCharsets.US_ASCII));
    in.end();

    assertThat(bodies).containsExactly("hello");
  }

  @Test
  void emptyBodyIsABody() throws IOException {
    read(100);
    in.end();

    assertThat(outcomes).containsExactly("body 0");
  }

  @Test
  void bodyOfExactlyTheLimitPasses() throws IOException {
    BodyReader reader = read(5_000);
    in.arrive(4_999);
    in.arrive(1);
    in.end();

    assertThat(outcomes).containsExactly("body 5000");
    assertThat(reader.isAtEnd()).isTrue();
  }

  @Test
  void oneByteMoreIsTooLargeButReadToItsEnd() throws IOException {
    BodyReader reader = read(5_000);
    in.arrive(5_001);
    assertThat(outcomes).isEmpty();
    in.end();

    assertThat(outcomes).containsExactly("too large");
    assertThat(reader.isAtEnd()).isTrue();
  }

  @Test
  void endlessBodyIsReadUpToTwiceTheLimitAndNoFurther() throws IOException {
    BodyReader reader = read(100_000);
    for (int i = 0; i < 1_000; i++) {
      in.arrive(1_000);
    }

    assertThat(outcomes).containsExactly("too large");
    assertThat(in.bytesRead).isBetween(200_001, 202_001);
    assertThat(reader.isAtEnd()).isFalse();
  }

  @Test
  void smallLimitStillDrainsAModestBody() throws IOException {
    read(10);
    in.arrive(65_000);
    assertThat(outcomes).isEmpty();
    in.end();

    assertThat(outcomes).containsExactly("too large");
  }

  @Test
  void brokenBodyFails() throws IOException {
    BodyReader reader = read(10);
    in.arrive(3);
    reader.onError(new IOException("reset"));
    reader.fail(new IOException("again"));

    assertThat(outcomes).containsExactly("failure reset");
  }

  @Test
  void bodyOverTheLimitThatBreaksIsTooLarge() throws IOException {
    BodyReader reader = read(10);
    in.arrive(11);
    reader.onError(new IOException("reset"));

    assertThat(outcomes).containsExactly("too large");
  }

  @Test
  void whatComesAfterTheEndIsNotRead() throws IOException {
    BodyReader reader = read(10);
    reader.fail(new IOException("late"));
    in.arrive(3);
    in.end();

    assertThat(in.bytesRead).isZero();
    assertThat(outcomes).containsExactly("failure late");
  }

  @Test
  void receiverThatThrowsIsReported() throws IOException {
    BodyReceiver throwing =
        new BodyReceiver() {
          @Override
          public void onBody(byte[] body) {
            throw new IllegalStateException("planted");
          }

          @Override
          public void onTooLarge() {}

          @Override
          public void onFailure(Throwable cause) {}
        };
    new BodyReader(in, 10, throwing, broken::add).start();
    in.end();

    assertThat(broken).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void greatestLimitIsNoProblem() throws IOException {
    read(Integer.MAX_VALUE);
    in.arrive(10_000);
    in.end();

    assertThat(outcomes).containsExactly("body 10000");
  }
}
