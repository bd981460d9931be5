package dev.socketio.it.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A key and its self-signed certificate, for {@code 127.0.0.1} and for as long as a test runs.
 *
 * @param keys holds both, under the alias {@value #ALIAS} and protected by {@link #PASSWORD}
 */
public record Identity(KeyStore keys) {

  /** Protects the key. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "test";
  private static final int KEYTOOL_SECONDS = 60;

  /**
   * Makes one.
   *
   * @param name common name of the certificate's subject
   */
  public static Identity create(String name) {
    try {
      Path directory = Files.createTempDirectory("identity");
      Path file = directory.resolve("test.p12");
      keytool(name, file);
      KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
      Files.delete(file);
      Files.delete(directory);
      return new Identity(keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("There is no certificate", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a certificate was made", e);
    }
  }

  /** {@return the certificate} */
  public X509Certificate certificate() {
    try {
      return (X509Certificate) keys.getCertificate(ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store was not loaded", e);
    }
  }

  /** {@return a key store with nothing but the certificate, for those who are to trust it} */
  public KeyStore trust() {
    try {
      KeyStore trust = KeyStore.getInstance("PKCS12");
      trust.load(null, null);
      trust.setCertificateEntry(ALIAS, certificate());
      return trust;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("There is no key store", e);
    }
  }

  /** {@return TLS as one that has this identity and trusts whom the JDK trusts} */
  public SSLContext context() {
    return context(null);
  }

  /**
   * {@return TLS as one that has this identity}
   *
   * @param peer the only one to trust
   */
  public SSLContext contextTrusting(Identity peer) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(peer.trust());
      return context(trust.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("There is no trust manager", e);
    }
  }

  private SSLContext context(TrustManager @Nullable [] trust) {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("There is no TLS", e);
    }
  }

  private static void keytool(String name, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool makes no certificate: " + output);
    }
  }
}
