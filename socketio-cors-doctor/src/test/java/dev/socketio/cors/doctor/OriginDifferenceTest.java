package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginDifferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://a.com/        | https://a.com         | ; the slash at the end is too much",
        "https://a.com/app     | https://a.com         | ; an origin has no path",
        "https://A.com         | https://a.com         | ; upper and lower case count",
        "a.com                 | https://a.com         | ; the scheme is missing",
        "http://a.com          | https://a.com         | ; the schemes differ",
        "http://a.com:8080     | http://a.com:8081     | ; the ports differ",
        "http://a.com          | http://a.com:8081     | ; the ports differ",
        "https://a.com:443     | https://a.com         | ; browsers write it without the default port",
        "https://www.a.com     | https://a.com         | ; 'www.' makes it another host",
        "https://a.com         | https://www.a.com     | ; 'www.' makes it another host",
        "http://127.0.0.1:8080 | http://localhost:8080 | ; localhost and 127.0.0.1 are different hosts",
        "https://*.com         | https://a.com         | ; browsers know no patterns",
        "https://b.com         | https://a.com         | ''",
        "capacitor://localhost | https://a.com         | ''",
        "b.com                 | https://a.com         | ''",
      })
  void theDifferenceIsNamed(String value, String origin, String hint) {
    assertThat(OriginDifference.hint(value, origin)).isEqualTo(hint);
  }
}
