package dev.socketio.cors;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterRegistration;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void filtersWithMappingsOfDifferentKindsMeetAtTheServlet() {
    FilterRegistration byPattern = filter(null, MOUNT);
    FilterRegistration byServlet = filter(List.of("chat"), null);

    assertThat(meet(byPattern, byServlet)).isTrue();
    assertThat(meet(byPattern, byPattern)).isTrue();
    assertThat(meet(byServlet, byServlet)).isTrue();
    assertThat(meet(byServlet, filter(null, List.of("/api/*")))).isFalse();
    assertThat(meet(filter(List.of("*"), null), filter(null, List.of("/api/*")))).isTrue();
    assertThat(meet(filter(List.of("other"), null), byServlet)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/*, /api/*, true",
    "/api/*, /*, true",
    "/api/*, /api/v2/*, true",
    "/api/*, /api, true",
    "/*, *.json, true",
    "*.json, /api/list.json, true",
    "/api/*, /apis/*, false",
    "/api/*, /static/*, false",
    "/api, /api/list, false",
    "*.json, *.html, false",
    "*.json, /api/*, true",
    "*.json, /api, false",
  })
  void filtersMeetWhereOnePatternIsInsideTheOther(String one, String other, boolean meet) {
    FilterRegistration first = filter(null, List.of(one));
    FilterRegistration second = filter(null, List.of(other));

    assertThat(meet(first, second)).isEqualTo(meet);
    assertThat(meet(second, first)).isEqualTo(meet);
  }

  @ParameterizedTest
  @CsvSource({
    // filter, servlet, every request passes the filter, inside
    "/*, /socket.io/*, true, false",
    "/socket.io/*, /socket.io/*, true, false",
    "/socket.io/*, /socket.io/chat/*, true, false",
    "/socket.io/*, /socket.io/, true, false",
    "/chat, /chat, true, false",
    "*.io, /chat.io, true, false",
    "*.io, *.io, true, false",
    "/socket.io/, /socket.io/*, false, true",
    "/socket.io, /socket.io/*, false, true",
    "/socket.io/public/*, /socket.io/*, false, true",
    "/socket.io/*, /*, false, true",
    "/socket.io/*, /, false, true",
    "/, /socket.io/*, false, false",
    "*.json, /socket.io/*, false, false",
    "*.io, /socket.io/*, false, false",
    "/socket.iox/*, /socket.io/*, false, false",
    "/api/*, /socket.io/*, false, false",
    "/socket.io/*, *.io, false, false",
  })
  void filterCountsWhereNoRequestGetsPastIt(
      String pattern, String mapping, boolean covers, boolean inside) {
    FilterRegistration filter = filter(null, List.of(pattern));
    List<String> mappings = List.of(mapping);

    assertThat(Mappings.covers(filter, "chat", mappings)).isEqualTo(covers);
    assertThat(Mappings.isBefore(filter, "chat", mappings)).isEqualTo(covers);
    assertThat(Mappings.isInside(filter, mappings, List.of())).isEqualTo(inside);
  }

  @Test
  void filterBeforeOneOfTwoMappings() {
    FilterRegistration filter = filter(null, List.of("/chat/*"));
    List<String> mappings = List.of("/socket.io/*", "/chat/*");

    assertThat(Mappings.covers(filter, "chat", mappings)).isFalse();
    assertThat(Mappings.isBefore(filter, "chat", mappings)).isTrue();
    assertThat(Mappings.covers(filter(List.of("*"), null), "chat", mappings)).isTrue();
  }

  @Test
  void filterInsideIsMeantForTheServletThatIsThere() {
    FilterRegistration filter = filter(null, List.of("/socket.io/admin/*"));

    assertThat(Mappings.isInside(filter, MOUNT, List.of("/socket.io/admin/*", "/"))).isFalse();
    assertThat(Mappings.isInside(filter, MOUNT, List.of("/socket.io/admin/x", "/*"))).isTrue();
  }

  private static boolean meet(FilterRegistration one, FilterRegistration other) {
    return Mappings.meet(one, other, servlet -> servlet.equals("chat") ? MOUNT : List.of());
  }
}
