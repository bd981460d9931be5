package dev.socketio.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.it.client.Mode;
import dev.socketio.it.client.NodeScript;
import dev.socketio.it.wire.Endpoint;
import dev.socketio.it.wire.Patience;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Applications that come and go many times while their clients stay: one with CDI, one without. */
@InContainer
@EnabledIfSystemProperty(
    named = "socketio.it.server",
    matches = "tomcat-10.1|wildfly",
    disabledReason =
        "Twenty redeployments take a minute and more: Tomcat 10.1 and WildFly stand for all, as"
            + " docs/jakarta.md says; UndeployIT runs everywhere")
class RedeployIT {

  private static final String STAYS = "empty";
  private static final String PLAIN = "plain";
  private static final String CDI = "cdi";
  private static final int TIMES = 20;
  private static final int VISITORS = 100;
  private static final String OURS = "dev.socketio.";

  @ArquillianResource private Deployer deployer;

  @ArquillianResource
  @OperateOnDeployment(STAYS)
  private URI neighbour;

  @Deployment(name = STAYS, testable = false, order = 1)
  static WebArchive withoutUs() {
    return ShrinkWrap.create(WebArchive.class, "empty.war")
        .addAsWebResource(new StringAsset("here"), DistributionContainer.SIGN);
  }

  @Deployment(name = PLAIN, managed = false, testable = false, order = 2)
  static WebArchive plain() {
    return Wars.plain("goes.war");
  }

  @Deployment(name = CDI, managed = false, testable = false, order = 3)
  static WebArchive cdi() {
    return CdiWars.cdi("goes-cdi.war");
  }

  @Test
  void clientsComeBackAndNothingIsLeftBehind() throws Throwable {
    long fromTestsBefore;
    try (Inside container = Inside.container()) {
      fromTestsBefore = applicationsIn(container);
    }
    for (DynamicTest scenario : redeploy(TIMES).toList()) {
      scenario.getExecutable().execute();
    }
    try (Inside container = Inside.container()) {
      assertThat(container.mbeans("dev.socketio:*")).as("MBeans").isEmpty();
      assertThat(container.threads("socketio")).as("threads").isEmpty();
      long mayBeLeft = fromTestsBefore + mayBeHeld();
      assertThat(applicationsLeftIn(container, mayBeLeft))
          .as("applications in the heap, of which %s were there before", fromTestsBefore)
          .isLessThanOrEqualTo(mayBeLeft);
    }
  }

  /** It takes more than one collection: some objects are finalized first. */
  private long applicationsLeftIn(Inside container, long enough) throws Exception {
    long end = System.nanoTime() + Patience.LIMIT.toNanos();
    long left;
    do {
      keepThreadsBusy();
      left = applicationsIn(container);
    } while (left > enough && System.nanoTime() - end < 0);
    return left;
  }

  /**
   * Each application has a class loader of its own, so in the histogram a class has as many lines
   * as there are applications left.
   */
  private static long applicationsIn(Inside container) throws Exception {
    return container.instances(OURS).stream()
        .collect(Collectors.groupingBy(RedeployIT::className, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /** A line of the histogram is rank, instances, bytes, class. */
  private static String className(String line) {
    return line.split("\\s+")[3];
  }

  /** In WildFly a worker thread holds the request it handled last until it handles another. */
  private static long mayBeHeld() {
    return Server.named().name().equals("wildfly") ? 3 : 0;
  }

  private void keepThreadsBusy() {
    var endpoint = new Endpoint(neighbour.resolve(DistributionContainer.SIGN));
    var answers =
        IntStream.range(0, VISITORS).mapToObj(visitor -> endpoint.getAsync("" + visitor)).toList();
    answers.forEach(answer -> Patience.await("the neighbour's answer", answer));
  }

  private Stream<DynamicTest> redeploy(int times) {
    BlockingQueue<Boolean> ready = new LinkedBlockingQueue<>();
    var script = new NodeScript("redeploy.mjs").onReady(() -> ready.add(true));
    var endpoint = new Endpoint(neighbour.resolve("/goes/socket.io/"));
    var report = CompletableFuture.supplyAsync(() -> script.runUnchecked(endpoint, Mode.UPGRADE));
    report.whenComplete((tests, failure) -> ready.add(false));
    boolean goesOn = true;
    for (int time = 1; goesOn && time <= times; time++) {
      deployer.deploy(PLAIN);
      try {
        deployer.deploy(CDI);
        try {
          goesOn = Patience.take("the clients, time " + time, ready);
        } finally {
          deployer.undeploy(CDI);
        }
      } finally {
        deployer.undeploy(PLAIN);
      }
    }
    return Patience.await("the script's end", report);
  }
}
