package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSpaceTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, LOOPBACK",
    "127.9.9.9, LOOPBACK",
    "::1, LOOPBACK",
    "0.0.0.0, LOOPBACK",
    "10.1.2.3, LOCAL",
    "172.16.0.1, LOCAL",
    "172.32.0.1, PUBLIC",
    "192.168.1.1, LOCAL",
    "169.254.1.1, LOCAL",
    "100.64.0.1, LOCAL",
    "100.63.0.1, PUBLIC",
    "100.128.0.1, PUBLIC",
    "fd00::1, LOCAL",
    "fe80::1, LOCAL",
    "8.8.8.8, PUBLIC",
    "2001:4860:4860::8888, PUBLIC",
  })
  void anAddressHasItsSpace(String address, AddressSpace space) throws UnknownHostException {
    assertThat(AddressSpace.of(InetAddress.getByName(address))).isEqualTo(space);
  }
}
