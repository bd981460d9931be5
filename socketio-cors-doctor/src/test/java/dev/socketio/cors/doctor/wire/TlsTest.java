package dev.socketio.cors.doctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.socketio.cors.doctor.FakeServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that browsers refuse, and one they take. */
class TlsTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path directory;

  private static KeyStore keys;
  private static SSLContext trust;

  @BeforeAll
  static void issueCertificates() throws Exception {
    keytool("authority", "-dname", "CN=Authority", "-ext", "bc:c");
    keytool("good", "-signer", "authority", "-dname", "CN=a", "-ext", "SAN=dns:api.example.com");
    keytool("name", "-signer", "authority", "-dname", "CN=b", "-ext", "SAN=dns:b.example.com");
    keytool(
        "expired",
        "-signer",
        "authority",
        "-dname",
        "CN=c",
        "-ext",
        "SAN=dns:api.example.com",
        "-startdate",
        "-10d",
        "-validity",
        "5");
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve("keys.p12"))) {
      keys.load(in, PASSWORD);
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    trust = SSLContext.getInstance("TLS");
    trust.init(null, managers.getTrustManagers(), null);
  }

  private static void keytool(String alias, String... more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", alias));
    command.addAll(List.of("-keystore", directory.resolve("keys.p12").toString()));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).describedAs(output).isZero();
  }

  private static FakeServer serve(String alias) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    Key key = keys.getKey(alias, PASSWORD);
    own.setKeyEntry(alias, key, PASSWORD, keys.getCertificateChain(alias));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    ServerSocket socket =
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    byte[] answer = "HTTP/1.1 200 OK\r\n\r\nhello".getBytes(StandardCharsets.UTF_8);
    return FakeServer.start(socket, (request, out) -> out.getOutputStream().write(answer));
  }

  private static WireResponse send(FakeServer server, SSLContext context, boolean any)
      throws WireFailure {
    Network network =
        new Network(
            Map.of("api.example.com", InetAddress.getLoopbackAddress()),
            Duration.ofSeconds(10),
            context,
            any);
    WebUrl url = WebUrl.parse("https://api.example.com:" + server.port());
    return new HttpWire(network).send(new WireRequest("GET", url, Headers.none(), ""));
  }

  @Test
  void aTrustedCertificateOfTheHostIsTaken() throws Exception {
    try (FakeServer server = serve("good")) {
      assertThat(send(server, trust, false).body()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @CsvSource({"good, false, AUTHORITY", "name, true, NAME", "expired, true, DATE"})
  void anyOtherCertificateIsRefusedUnlessAnyWillDo(String alias, boolean trusted, String problem)
      throws Exception {
    try (FakeServer server = serve(alias)) {
      WireFailure failure =
          catchThrowableOfType(
              WireFailure.class, () -> send(server, trusted ? trust : null, false));
      assertThat(failure).isNotNull();
      assertThat(failure.kind()).isEqualTo(WireFailure.Kind.valueOf("CERTIFICATE_" + problem));
      assertThat(send(server, null, true).body()).isEqualTo("hello");
    }
  }
}
