package dev.socketio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.socketio.engine.RequestGate;
import dev.socketio.engine.TransportName;
import dev.socketio.json.JsonCodec;
import dev.socketio.server.adapter.AdapterFactory;
import dev.socketio.server.adapter.InMemoryAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Options: defaults, and what is refused. */
class OptionsTest {

  private static void refused(
      Consumer<SocketIoOptions.Builder> configuration, String... fragments) {
    SocketIoOptions.Builder builder = SocketIoOptions.builder();
    configuration.accept(builder);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContainingAll(fragments);
  }

  @Test
  void theDefaultsAreThoseOfTheReference() {
    SocketIoOptions options = SocketIoOptions.defaults();
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofSeconds(45));
    assertThat(options.ackTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(options.maxAttachments()).isEqualTo(10);
    assertThat(options.receiveQueueBytes()).isEqualTo(8 << 20);
    assertThat(options.dispatch()).isEqualTo(Dispatch.auto());
    assertThat(options.json()).isEmpty();
    assertThat(options.adapter().create(null)).isInstanceOf(InMemoryAdapter.class);
    assertThat(options.engine().pingInterval()).isEqualTo(Duration.ofSeconds(25));
    assertThat(options.engine().maxHttpBufferSize()).isEqualTo(1_000_000);
  }

  @Test
  void everyOptionArrives() {
    RequestGate gate = RequestGate.withoutOrigin();
    AdapterFactory adapters = InMemoryAdapter::new;
    JsonCodec json = JsonCodec.standard();
    SocketIoOptions options =
        SocketIoOptions.builder()
            .pingInterval(Duration.ofMillis(1))
            .pingTimeout(Duration.ofMillis(2))
            .upgradeTimeout(Duration.ofMillis(3))
            .maxHttpBufferSize(4)
            .transports(List.of(TransportName.POLLING))
            .allowUpgrades(false)
            .allowRequest(gate)
            .bodyTimeout(Duration.ofMillis(5))
            .closeTimeout(Duration.ofMillis(6))
            .sendQueueBytes(7000)
            .sendQueueAge(Duration.ofMillis(8))
            .connectTimeout(Duration.ofMillis(9))
            .ackTimeout(Duration.ofMillis(10))
            .dispatch(Dispatch.direct())
            .receiveQueueBytes(11)
            .maxAttachments(12)
            .adapter(adapters)
            .json(json)
            .build();
    assertThat(options.engine().pingInterval()).isEqualTo(Duration.ofMillis(1));
    assertThat(options.engine().pingTimeout()).isEqualTo(Duration.ofMillis(2));
    assertThat(options.engine().upgradeTimeout()).isEqualTo(Duration.ofMillis(3));
    assertThat(options.engine().maxHttpBufferSize()).isEqualTo(4);
    assertThat(options.engine().transports()).isEqualTo(Set.of(TransportName.POLLING));
    assertThat(options.engine().allowUpgrades()).isFalse();
    assertThat(options.engine().allowRequest()).isSameAs(gate);
    assertThat(options.engine().bodyTimeout()).isEqualTo(Duration.ofMillis(5));
    assertThat(options.engine().closeTimeout()).isEqualTo(Duration.ofMillis(6));
    assertThat(options.engine().sendQueueBytes()).isEqualTo(7000);
    assertThat(options.engine().sendQueueAge()).isEqualTo(Duration.ofMillis(8));
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(9));
    assertThat(options.ackTimeout()).isEqualTo(Duration.ofMillis(10));
    assertThat(options.dispatch()).isEqualTo(Dispatch.direct());
    assertThat(options.receiveQueueBytes()).isEqualTo(11);
    assertThat(options.maxAttachments()).isEqualTo(12);
    assertThat(options.adapter()).isSameAs(adapters);
    assertThat(options.json()).containsSame(json);
  }

  @Test
  void theReceiveQueueGrowsWithTheMessagesAllowed() {
    assertThat(SocketIoOptions.builder().maxHttpBufferSize(10_000_000).build().receiveQueueBytes())
        .isEqualTo(40_000_000);
  }

  @Test
  void whatMakesNoSenseIsRefusedWithOptionValueAndRange() {
    refused(options -> options.connectTimeout(Duration.ZERO), "connectTimeout", "PT0S", "PT0.001S");
    refused(options -> options.ackTimeout(Duration.ofDays(13)), "ackTimeout", "PT312H", "PT288H");
    refused(options -> options.maxAttachments(-1), "maxAttachments", "-1", "0 to 1000");
    refused(options -> options.maxAttachments(1001), "maxAttachments", "1001");
    refused(
        options -> options.receiveQueueBytes(999_999), "receiveQueueBytes", "999999", "1000000");
    refused(options -> options.pingInterval(Duration.ZERO), "pingInterval");
  }

  @Test
  void aBuilderMadeOfOptionsStartsWithAllOfThem() {
    SocketIoOptions options =
        SocketIoOptions.builder()
            .pingInterval(Duration.ofMillis(1))
            .pingTimeout(Duration.ofMillis(2))
            .upgradeTimeout(Duration.ofMillis(3))
            .maxHttpBufferSize(4)
            .transports(List.of(TransportName.POLLING))
            .allowUpgrades(false)
            .allowRequest(RequestGate.withoutOrigin())
            .bodyTimeout(Duration.ofMillis(5))
            .closeTimeout(Duration.ofMillis(6))
            .sendQueueBytes(7000)
            .sendQueueAge(Duration.ofMillis(8))
            .connectTimeout(Duration.ofMillis(9))
            .ackTimeout(Duration.ofMillis(10))
            .dispatch(Dispatch.direct())
            .receiveQueueBytes(11)
            .maxAttachments(12)
            .adapter(InMemoryAdapter::new)
            .json(JsonCodec.standard())
            .build();

    assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
    assertThat(options.toBuilder().bodyTimeout(Duration.ofMillis(6)).build()).isNotEqualTo(options);
    assertThat(options.toBuilder().ackTimeout(Duration.ofMillis(6)).build()).isNotEqualTo(options);
  }
}
