package dev.socketio.it.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.socketio.cors.CorsPolicy;
import dev.socketio.cors.doctor.Browser;
import dev.socketio.cors.doctor.CorsDoctor;
import dev.socketio.cors.doctor.CorsDoctorRequest;
import dev.socketio.cors.doctor.Examination;
import dev.socketio.cors.doctor.Finding;
import dev.socketio.it.container.EmbeddedContainer;
import dev.socketio.it.cors.DocumentedPage.Block;
import dev.socketio.it.wire.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of docs/cors.md does what the page says. */
class DocumentedCorsIT {

  private static final List<String> DEPLOYED =
      List.of("servlet", "filter", "java", "cdi", "handlers", "mapping", "web");
  private static final String PAGE_ORIGIN = "https://my-frontend.com";

  @TempDir Path temporary;
  private final DocumentedPage page = DocumentedPage.read();

  DocumentedCorsIT() throws Exception {}

  @TestFactory
  Stream<DynamicTest> everyBlock() {
    assertThat(page.blocks()).isNotEmpty();
    return page.blocks().stream().map(block -> dynamicTest(block.toString(), () -> run(block)));
  }

  private void run(Block block) throws Exception {
    switch (block.form()) {
      case "servlet", "filter", "java", "cdi", "handlers", "mapping", "web" -> deploy(block);
      case "exchange" -> assertThat(waysOf(block)).as("ways to deploy the example").isNotEmpty();
      case "wrong" -> examine(block);
      case "firefox", "chrome" ->
          assertThat(page.all(block.name(), "wrong"))
              .as("what makes the browser say it")
              .hasSize(1);
      case "client" -> connect(block);
      case "curl" -> curl(block);
      case "answer" -> assertThat(page.all(block.name(), "curl")).as("the command").hasSize(1);
      default -> throw new AssertionError("No test runs a block of the form " + block.form());
    }
  }

  private Stream<Block> waysOf(Block exchange) {
    return DEPLOYED.stream().flatMap(form -> page.all(exchange.name(), form).stream());
  }

  private DocumentedApplication application() throws Exception {
    Path root = Files.createTempDirectory(temporary, "example");
    return new DocumentedApplication(page, root);
  }

  // Configurations and exchanges

  private void deploy(Block block) throws Exception {
    String text = block.text();
    DocumentedApplication application = application();
    switch (block.form()) {
      case "servlet" -> exchange(block, application.servlet(text));
      case "filter" -> exchange(block, application.filter(text));
      case "handlers" -> exchange(block, application.handlers(text));
      case "mapping" -> exchange(block, application.mapping(text));
      case "web" -> exchange(block, application.web(text));
      case "cdi" -> exchange(block, application.cdi(text));
      default -> {
        exchange(block, application.java(text));
        if (page.all(block.name(), "cdi").isEmpty()) {
          exchange(block, application().cdi(text));
        }
      }
    }
  }

  private void exchange(Block configuration, EmbeddedContainer started) throws Exception {
    List<Block> exchanges = page.all(configuration.name(), "exchange");
    try (EmbeddedContainer container = started) {
      assertThat(exchanges).as("exchanges that show what %s does", configuration).isNotEmpty();
      for (Block exchange : exchanges) {
        new DocumentedExchange(exchange.text()).perform(container.uri());
      }
    }
  }

  // The client, and a look from the command line

  private void connect(Block client) throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    try (Application application = new Application(Map.of(), Application.nothing())) {
      application.server.onConnection(
          socket ->
              received.add(socket.handshake().request().header("my-custom-header").orElse("")));
      String code =
          client.text().replace("https://api.example.com\", {", server(application) + ",");
      Node.run(code + "\nsocket.on(\"connect\", () => process.exit(0));");

      assertThat(client.text()).contains("\"my-custom-header\": \"abcd\"");
      assertThat(Patience.take("the client's header", received)).isEqualTo("abcd");
    }
  }

  /** The test's server is below a context path, which the example's is not. */
  private static String server(Application application) {
    URI uri = application.endpoint().uri();
    return application.ownOrigin() + "\", { path: \"" + uri.getPath() + "\"";
  }

  private void curl(Block command) throws Exception {
    String query =
        command
            .text()
            .replaceFirst("^curl \"https://api\\.example\\.com/socket\\.io/(.*)\"$", "$1");
    try (EmbeddedContainer container = application().servlet(page.only("localhost", "servlet"))) {
      URI uri = URI.create(DocumentedApplication.mount(container) + query);
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

      assertThat(withoutSid(response.body()))
          .isEqualTo(withoutSid(page.only(command.name(), "answer")));
    }
  }

  private static String withoutSid(String openPacket) {
    String bare = openPacket.replaceFirst("\"sid\":\"[\\w-]{20}\"", "\"sid\":…");
    assertThat(bare).isNotEqualTo(openPacket);
    return bare;
  }

  // What browsers say

  /**
   * The doctor, whose words are compared with real browsers' elsewhere, says what the page says.
   */
  private void examine(Block wrong) throws Exception {
    Examination sick = examine(application().servlet(wrong.text()));
    Finding finding = sick.obstacle().orElseThrow(() -> new AssertionError(sick));
    assertSame(finding.messages(Browser.FIREFOX).get(0), page.only(wrong.name(), "firefox"));
    assertSame(finding.messages(Browser.CHROME).get(0), page.only(wrong.name(), "chrome"));

    Examination cured = examine(application().servlet(page.only("list", "servlet")));
    assertThat(cured.findings()).as("%s", cured).isEmpty();
  }

  private static void assertSame(String said, String documented) {
    assertThat(withoutUrl(said)).isEqualTo(withoutUrl(documented));
  }

  private static String withoutUrl(String message) {
    return message.replaceFirst("http\\S+?t=[\\w.-]+?(?=[’']|\\. )", "URL");
  }

  private static Examination examine(EmbeddedContainer started) throws Exception {
    try (EmbeddedContainer container = started) {
      String url = DocumentedApplication.mount(container).toString();
      return CorsDoctor.examine(
          CorsDoctorRequest.builder(url.replaceAll("//[^:/]+", "//localhost"), PAGE_ORIGIN)
              .withCredentials(true)
              .resolve("my-frontend.com", InetAddress.getLoopbackAddress())
              .resolve("localhost", InetAddress.getByName(container.uri().getHost()))
              .build());
    }
  }

  // What the page says in words

  @Test
  void contradictingPlacesAreNotDeployed() {
    String both = page.only("one-origin", "filter") + page.only("one-origin", "servlet");

    assertThat(failure(application -> application.xml(both))).contains("decides before it");
  }

  @Test
  void anyOriginWithCredentialsIsNotDeployed() {
    String params =
        page.only("wildcard", "wrong") + page.only("credentials", "servlet").split("\n")[2];

    assertThat(params).contains("cors.credentials");
    assertThat(failure(application -> application.servlet(params)))
        .contains("browsers do not send credentials");
  }

  /** Makes a web application and deploys it. */
  @FunctionalInterface
  private interface Deployment {
    EmbeddedContainer start(DocumentedApplication application) throws Exception;
  }

  private String failure(Deployment deployment) {
    return CapturedFailures.of(
        () -> {
          try (EmbeddedContainer container = deployment.start(application())) {
            new DocumentedExchange(page.all("one-origin", "exchange").get(0).text())
                .perform(container.uri());
          }
        });
  }

  @Test
  void whereTheFilterIsNotMappedNothingIsRefused() throws Exception {
    String api = page.only("narrow", "exchange");
    try (EmbeddedContainer container = application().mapping(page.only("narrow", "mapping"))) {
      for (String path : List.of("/login/callback", "/")) {
        String post = api.replace("/api/orders", path);
        assertThat(new DocumentedExchange(post).send(container.uri()).status()).isIn(404, 405);
      }
    }
  }

  @Test
  void everyPortOfLocalhost() throws Exception {
    String params = page.only("localhost", "servlet").replace(":8080", ":[*]");
    String exchange = page.all("localhost", "exchange").get(0).text();
    try (EmbeddedContainer container = application().servlet(params)) {
      for (String port : List.of("8080", "5173")) {
        new DocumentedExchange(exchange.replace(":8080", ":" + port)).perform(container.uri());
      }
    }
  }

  @Test
  void everySettingIsInTheTable() throws Exception {
    String text = Files.readString(DocumentedPage.FILE);

    assertThat(CorsPolicy.parameterNames())
        .allSatisfy(name -> assertThat(text).contains("| `" + name + "` |"));
  }

  /** Rows of "Sentence by sentence" name examples of the page and tests that there are. */
  @Test
  void everySentenceHasItsExampleAndItsTest() throws Exception {
    String section =
        Files.readString(DocumentedPage.FILE)
            .split("## Sentence by sentence|\n## What the doctor")[1];
    List<String[]> rows =
        section
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| Socket.IO's"))
            .map(line -> line.split(" \\| "))
            .toList();

    assertThat(rows).hasSizeGreaterThan(10);
    for (String[] row : rows) {
      assertThat(quoted(row[2])).isNotEmpty().allMatch(this::isExample);
      assertThat(quoted(row[3])).isNotEmpty().allMatch(DocumentedCorsIT::isTest);
    }
  }

  private static List<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(it -> it.group(1)).toList();
  }

  private boolean isExample(String name) {
    return page.blocks().stream().anyMatch(block -> block.name().equals(name));
  }

  private static boolean isTest(String name) {
    String[] parts = name.split("\\.");
    Path source = Path.of("src/test/java/dev/socketio/it", parts[0], parts[1] + ".java");
    try {
      String text = Files.readString(source);
      return parts.length == 2 || text.contains(" void " + parts[2] + "(");
    } catch (IOException missing) {
      throw new AssertionError("There is no test " + name, missing);
    }
  }
}
