package dev.socketio.cors;

import java.net.IDN;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an origin somebody wrote into a configuration. It takes what a person may write (upper
 * case, default port, a host in Unicode) and brings it into the form browsers send; what can never
 * match is refused with the remedy.
 */
final class ConfiguredOrigin {

  private static final String FORM =
      "an origin is scheme://host or scheme://host:port and nothing after it";

  private final String parameter;
  private final String value;

  private ConfiguredOrigin(String parameter, String value) {
    this.parameter = parameter;
    this.value = value;
  }

  /**
   * Reads one exact origin.
   *
   * @param parameter name of the setting, for the message
   * @param value as written
   * @throws CorsConfigurationException if it is no origin
   */
  static Origin read(String parameter, String value) {
    return value.equals("null") ? Origin.OPAQUE : new ConfiguredOrigin(parameter, value).read();
  }

  private Origin read() {
    int colon = schemeEnd();
    String scheme = Text.lower(value.substring(0, colon));
    String authority = value.substring(colon + 3);
    refuseWhatFollowsTheAuthority(colon + 3);
    int end = OriginParser.endOfHost(authority);
    int port = end == authority.length() ? -1 : port(authority.substring(end + 1));
    return Origin.of(scheme, host(scheme, authority.substring(0, end)), port);
  }

  private int schemeEnd() {
    int colon = value.indexOf("://");
    if (colon < 0) {
      throw refuse("it has no scheme; " + FORM, "write \"https://" + value + "\"");
    }
    String scheme = Text.lower(value.substring(0, colon));
    if (!Schemes.isScheme(scheme)) {
      throw refuse("\"" + scheme + "\" is not a scheme; " + FORM, "write \"https://example.com\"");
    }
    if (scheme.equals("ws") || scheme.equals("wss")) {
      String page = scheme.equals("ws") ? "http" : "https";
      throw refuse(
          "an origin names the page, and pages are loaded over http or https, WebSocket or not",
          "write \"" + page + value.substring(colon) + "\"");
    }
    return colon;
  }

  private void refuseWhatFollowsTheAuthority(int start) {
    for (int i = start; i < value.length(); i++) {
      char c = value.charAt(i);
      String without = value.substring(0, i);
      if (c == '/' && i == value.length() - 1) {
        throw refuse(
            "it ends with a slash, and no origin does; " + FORM, "write \"" + without + "\"");
      }
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        throw refuse(
            "it has a path or query, and no origin does; " + FORM, "write \"" + without + "\"");
      }
      if (c == '@') {
        throw refuse(
            "it has user information, and no origin does; " + FORM,
            "write \"" + value.substring(0, start) + value.substring(i + 1) + "\"");
      }
    }
  }

  private int port(String text) {
    int port = OriginParser.port(text);
    if (port < 1) {
      throw refuse(
          "\"" + text + "\" is not a port; allowed are 1 to 65535, without leading zeros",
          "write the port of the page's address, or leave \":"
              + text
              + "\" out for the scheme's default");
    }
    return port;
  }

  private String host(String scheme, String host) {
    if (!Text.isAscii(host) && Schemes.isSpecial(scheme)) {
      return ascii(host);
    }
    String canonical = Hosts.canonical(scheme, host);
    if (canonical != null) {
      return canonical;
    }
    if (host.isEmpty()) {
      throw refuse("it has no host; " + FORM, "write the host of the page's address");
    }
    if (Schemes.isSpecial(scheme) && Hosts.endsInNumber(Text.lower(host))) {
      throw refuse(
          "its host is an IPv4 address in a form no browser sends",
          "write the address as four decimal numbers, such as 192.168.0.10");
    }
    throw refuse(
        "\""
            + host
            + "\" is not a host; allowed are letters, digits, '-', '_' and single dots, or an IPv6"
            + " address in brackets",
        "write the host as the browser's address bar shows it");
  }

  private String ascii(String host) {
    List<String> labels = new ArrayList<>();
    for (String label : host.split("\\.", -1)) {
      String ascii = Text.isAscii(label) ? label : asciiLabel(label);
      if (ascii == null) {
        throw refuse(
            "its host has characters whose ASCII form differs between the standards browsers have followed",
            "write the host in its ASCII form (xn--…), as the browser sends it");
      }
      labels.add(ascii);
    }
    String canonical = Hosts.canonical("https", String.join(".", labels));
    if (canonical == null) {
      throw refuse("\"" + host + "\" is not a host", "write the host in its ASCII form (xn--…)");
    }
    return canonical;
  }

  /**
   * The ASCII form of a label in Unicode, or null. The JDK knows the older of the two IDNA
   * standards; they agree on a label exactly where encoding loses nothing but its case. So that is
   * checked: {@code faß} would become {@code fass}, another host than the {@code xn--fa-hia}
   * browsers go to.
   */
  static @Nullable String asciiLabel(String label) {
    try {
      String ascii = IDN.toASCII(label);
      String expected = Text.lower(Normalizer.normalize(label, Normalizer.Form.NFC));
      return IDN.toUnicode(ascii).equals(expected) ? ascii : null;
    } catch (IllegalArgumentException notAHost) {
      return null; // the caller says so, with the remedy
    }
  }

  private CorsConfigurationException refuse(String why, String remedy) {
    return CorsConfigurationException.of(parameter, value, why, remedy);
  }
}
