package dev.socketio.servlet;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.Supplier;

/**
 * The container's questions during one upgrade. All decisions about origin and rights were taken
 * before, on the HTTP request; to refuse here is answered differently by each container, down to an
 * empty 200.
 */
final class UpgradeConfigurator extends ServerEndpointConfig.Configurator {

  private static final String PERMESSAGE_DEFLATE = "permessage-deflate";

  private final Supplier<EngineEndpoint> endpoints;
  private final boolean compress;

  /**
   * Answers for one upgrade.
   *
   * @param endpoints gives the endpoint instance, the way to hand state to it that works in every
   *     container
   * @param compress whether permessage-deflate is accepted; most containers do unless told
   *     otherwise
   */
  UpgradeConfigurator(Supplier<EngineEndpoint> endpoints, boolean compress) {
    this.endpoints = endpoints;
    this.compress = compress;
  }

  @Override
  public boolean checkOrigin(String originHeaderValue) {
    return true;
  }

  /**
   * Own answers also spare the search for the container's default ones, which is a file look-up per
   * handshake.
   */
  @Override
  public List<Extension> getNegotiatedExtensions(
      List<Extension> installed, List<Extension> requested) {
    return requested.stream()
        .filter(extension -> compress && isDeflate(extension, installed))
        .limit(1)
        .toList();
  }

  @Override
  public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
    return "";
  }

  @Override
  public <T> T getEndpointInstance(Class<T> endpointClass) {
    return endpointClass.cast(endpoints.get());
  }

  private static boolean isDeflate(Extension requested, List<Extension> installed) {
    return requested.getName().equals(PERMESSAGE_DEFLATE)
        && installed.stream().anyMatch(extension -> extension.getName().equals(PERMESSAGE_DEFLATE));
  }
}
