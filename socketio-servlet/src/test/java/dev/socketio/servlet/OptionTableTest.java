package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.socketio.engine.TransportName;
import jakarta.servlet.ServletException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTableTest {

  private final Map<String, Object> set = new HashMap<>();

  private final OptionTable<Map<String, Object>> table =
      new OptionTable<Map<String, Object>>()
          .option("pingInterval", OptionType.MILLISECONDS, (m, v) -> m.put("pingInterval", v))
          .option("bytes", OptionType.BYTES, (m, v) -> m.put("bytes", v))
          .option("smallBytes", OptionType.SMALL_BYTES, (m, v) -> m.put("smallBytes", v))
          .option("allowUpgrades", OptionType.SWITCH, (m, v) -> m.put("allowUpgrades", v))
          .option("transports", OptionType.TRANSPORTS, (m, v) -> m.put("transports", v))
          .option("roles", OptionType.NAMES, (m, v) -> m.put("roles", v))
          .refused("cors", "configure the CorsFilter");

  @Test
  void valuesOfEachTypeAreRead() throws Exception {
    table.apply(
        Map.of(
            "pingInterval", "25000",
            "bytes", "5000000000",
            "smallBytes", " 10 ",
            "allowUpgrades", "false",
            "transports", "websocket, polling",
            "roles", "admin,user"),
        set);

    assertThat(set)
        .isEqualTo(
            Map.of(
                "pingInterval",
                Duration.ofSeconds(25),
                "bytes",
                5_000_000_000L,
                "smallBytes",
                10,
                "allowUpgrades",
                false,
                "transports",
                Set.of(TransportName.POLLING, TransportName.WEBSOCKET),
                "roles",
                Set.of("admin", "user")));
  }

  @ParameterizedTest
  @CsvSource({
    "pingInterval, 25s, milliseconds",
    "pingInterval, -1, milliseconds",
    "pingInterval, '', milliseconds",
    "pingInterval, 1e3, milliseconds",
    "pingInterval, 99999999999999999999, milliseconds",
    "bytes, 1MB, bytes",
    "smallBytes, 5000000000, bytes",
    "allowUpgrades, yes, true or false",
    "allowUpgrades, TRUE, true or false",
    "transports, polling;websocket, comma",
    "transports, webtransport, polling",
    "transports, '', polling",
    "roles, 'a,,b', names"
  })
  void malformedValueIsRefusedWithWhatIsAllowed(String name, String value, String allowed) {
    assertThatThrownBy(() -> table.apply(Map.of(name, value), set))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("\"" + name + "\"")
        .hasMessageContaining("\"" + value + "\"")
        .hasMessageContaining(allowed);
    assertThat(set).isEmpty();
  }

  @Test
  void misspeltNameIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> table.apply(Map.of("pingIntervall", "1"), set))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("Unknown option \"pingIntervall\" (set to \"1\")")
        .hasMessageContaining("did you mean \"pingInterval\"?")
        .hasMessageContaining("allowUpgrades, bytes, pingInterval");
  }

  @Test
  void nameOfTheReferenceThatMeansNothingHereGetsItsRemedy() {
    assertThatThrownBy(() -> table.apply(Map.of("cors", "*"), set))
        .isInstanceOf(ServletException.class)
        .hasMessageContaining("Option \"cors\" (set to \"*\") is not supported here")
        .hasMessageContaining("configure the CorsFilter");
  }

  @Test
  void allMistakesAreReportedTogether() {
    assertThatThrownBy(() -> table.apply(Map.of("cors", "*", "bytes", "x", "colour", "red"), set))
        .hasMessageContainingAll("cors", "bytes", "colour");
  }
}
