package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Extension;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpgradeConfiguratorTest {

  private static final Extension DEFLATE =
      new Fakes().returning("getName", "permessage-deflate").as(Extension.class);
  private static final Extension OTHER = new Fakes().returning("getName", "x").as(Extension.class);

  private final EngineEndpoint endpoint = new EngineEndpoint(session -> null);
  private final UpgradeConfigurator plain = new UpgradeConfigurator(() -> endpoint, false);
  private final UpgradeConfigurator compressing = new UpgradeConfigurator(() -> endpoint, true);

  @Test
  void originWasDecidedOnBefore() {
    assertThat(plain.checkOrigin("https://evil.example")).isTrue();
  }

  @Test
  void endpointCarriesTheStateOfItsUpgrade() {
    assertThat(plain.getEndpointInstance(EngineEndpoint.class)).isSameAs(endpoint);
  }

  @Test
  void nothingIsNegotiatedByDefault() {
    assertThat(plain.getNegotiatedExtensions(List.of(DEFLATE, OTHER), List.of(DEFLATE, OTHER)))
        .isEmpty();
  }

  @Test
  void compressionIsNegotiatedOnceWhereBothHaveIt() {
    assertThat(
            compressing.getNegotiatedExtensions(List.of(DEFLATE), List.of(OTHER, DEFLATE, DEFLATE)))
        .containsExactly(DEFLATE);
    assertThat(compressing.getNegotiatedExtensions(List.of(OTHER), List.of(DEFLATE))).isEmpty();
    assertThat(compressing.getNegotiatedExtensions(List.of(DEFLATE), List.of(OTHER))).isEmpty();
  }

  @Test
  void noSubprotocolIsSpoken() {
    assertThat(plain.getNegotiatedSubprotocol(List.of(), List.of("mqtt"))).isEmpty();
  }
}
