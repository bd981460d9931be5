package dev.socketio.cors.doctor.wire;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host of a web URL as the URL standard serialises it (sections 3.5 and 3.6). What browsers
 * write otherwise than the JDK would is refused, with the form in which to give it.
 */
final class WebHost {

  private static final Pattern NAME =
      Pattern.compile("[-_a-z0-9]{1,63}(?:\\.[-_a-z0-9]{1,63})*\\.?");
  private static final String PART = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern IPV4 = Pattern.compile(PART + "(?:\\." + PART + "){3}");
  private static final Pattern ENDS_IN_NUMBER =
      Pattern.compile("(?:.*\\.)?(?:\\d+|0x[0-9a-f]*)\\.?");
  private static final int PIECES = 8;

  private WebHost() {}

  /**
   * The host in the form browsers write it.
   *
   * @param host as given, an IPv6 address in brackets
   * @throws IllegalArgumentException if it is none, with the reason as the message
   */
  static String canonical(String host) {
    if (host.startsWith("[")) {
      return ipv6(host);
    }
    String ascii = ascii(host);
    if (!NAME.matcher(ascii).matches()) {
      throw noHost(host);
    }
    if (ENDS_IN_NUMBER.matcher(ascii).matches() && !IPV4.matcher(ascii).matches()) {
      throw new IllegalArgumentException(
          "browsers take \""
              + host
              + "\" for an IPv4 address and write it otherwise; give it as four decimal numbers");
    }
    return ascii;
  }

  private static String ascii(String host) {
    List<String> labels = new ArrayList<>();
    for (String label : host.split("\\.", -1)) {
      labels.add(isAscii(label) ? label.toLowerCase(Locale.ROOT) : label(host, label));
    }
    return String.join(".", labels);
  }

  private static boolean isAscii(String label) {
    return label.chars().allMatch(c -> c < 0x80);
  }

  /**
   * The ASCII form of a label. The JDK knows the older of the two IDNA standards; they agree where
   * encoding loses nothing but the case, and elsewhere they lead to different hosts.
   */
  private static String label(String host, String label) {
    String ascii;
    try {
      ascii = IDN.toASCII(label);
    } catch (IllegalArgumentException notAName) {
      throw noHost(host);
    }
    String expected = Normalizer.normalize(label, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    if (!IDN.toUnicode(ascii).equals(expected)) {
      throw new IllegalArgumentException(
          "standards differ in the ASCII form of \""
              + label
              + "\"; give the host in its ASCII form (xn--...), as the browser sends it");
    }
    return ascii;
  }

  private static String ipv6(String host) {
    try {
      InetAddress address = InetAddress.getByName(host); // Brackets: never looked up.
      return serialize(pieces(address));
    } catch (UnknownHostException notAnAddress) {
      throw noHost(host);
    }
  }

  /** The JDK takes the address of an IPv4 host within IPv6 for the former. */
  private static int[] pieces(InetAddress address) {
    byte[] bytes = address.getAddress();
    int[] pieces = new int[PIECES];
    int first = address instanceof Inet4Address ? PIECES - 2 : 0;
    if (first > 0) {
      pieces[first - 1] = 0xffff;
    }
    for (int i = first; i < PIECES; i++) {
      int at = 2 * (i - first);
      pieces[i] = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }
    return pieces;
  }

  /** The first of the longest runs of more than one zero becomes {@code ::}. */
  private static String serialize(int[] pieces) {
    int start = PIECES;
    int length = 1;
    for (int i = 0; i < PIECES; i++) {
      int end = i;
      while (end < PIECES && pieces[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return start == PIECES
        ? "[" + join(pieces, 0, PIECES) + "]"
        : "[" + join(pieces, 0, start) + "::" + join(pieces, start + length, PIECES) + "]";
  }

  private static String join(int[] pieces, int from, int to) {
    List<String> written = new ArrayList<>();
    for (int i = from; i < to; i++) {
      written.add(Integer.toHexString(pieces[i]));
    }
    return String.join(":", written);
  }

  private static IllegalArgumentException noHost(String host) {
    return new IllegalArgumentException("\"" + host + "\" cannot be a host");
  }
}
