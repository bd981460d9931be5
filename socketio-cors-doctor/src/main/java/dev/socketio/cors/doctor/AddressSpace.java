package dev.socketio.cors.doctor;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Where an address is, from the most private on (Local Network Access, "IP address space"). */
enum AddressSpace {
  LOOPBACK("loopback"),
  LOCAL("local"),
  PUBLIC("public");

  private final String title;

  AddressSpace(String title) {
    this.title = title;
  }

  /** As Chrome calls it. */
  String title() {
    return title;
  }

  boolean isMorePrivateThan(AddressSpace other) {
    return compareTo(other) < 0;
  }

  static AddressSpace of(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
      return LOOPBACK;
    }
    boolean shared = first == 100 && (bytes[1] & 0xc0) == 64; // 100.64.0.0/10, RFC 6598
    boolean uniqueLocal = (first & 0xfe) == 0xfc; // fc00::/7, RFC 4193
    boolean local =
        address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || (address instanceof Inet4Address ? shared : uniqueLocal);
    return local ? LOCAL : PUBLIC;
  }
}
