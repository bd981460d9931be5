package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MappingsTest {

  private static final List<String> MOUNT = List.of("/socket.io/*");

  /** As in Open Liberty, a kind of mapping that a filter does not have is null. */
  private static FilterRegistration filter(
      @Nullable List<String> servlets, @Nullable List<String> patterns) {
    Map<String, List<String>> mappings = new HashMap<>();
    mappings.put("getServletNameMappings", servlets);
    mappings.put("getUrlPatternMappings", patterns);
    return (FilterRegistration)
        Proxy.newProxyInstance(
            MappingsTest.class.getClassLoader(),
            new Class<?>[] {FilterRegistration.class},
            (proxy, method, arguments) -> mappings.get(method.getName()));
  }

  @Test
  void filterMappedToPatternsAlone() {
    assertThat(Mappings.isBefore(filter(null, MOUNT), "chat", MOUNT)).isTrue();
    assertThat(Mappings.isBefore(filter(null, List.of("/other/*")), "chat", MOUNT)).isFalse();
  }

  @Test
  void filterMappedToServletsAlone() {
    assertThat(Mappings.isBefore(filter(List.of("chat"), null), "chat", MOUNT)).isTrue();
    assertThat(Mappings.isBefore(filter(List.of("other"), null), "chat", MOUNT)).isFalse();
  }

  @Test
  void filtersWithMappingsOfDifferentKindsHaveNoneInCommon() {
    FilterRegistration byPattern = filter(null, MOUNT);
    FilterRegistration byServlet = filter(List.of("chat"), null);

    assertThat(Mappings.haveCommon(byPattern, byServlet)).isFalse();
    assertThat(Mappings.haveCommon(byPattern, byPattern)).isTrue();
    assertThat(Mappings.haveCommon(byServlet, byServlet)).isTrue();
  }
}
