package dev.socketio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Keeps the table of packages in ARCHITECTURE.md: who may import whom, who may see which Jakarta
 * API, no cycles, no clock but the one that is handed in, no slow way to JSON. Each rule is also
 * held against its planted violation in {@code dev.socketio.archfixture}.
 */
class ArchitectureTest {
  private static final String PRODUCT = "dev.socketio";
  private static final String FIXTURE = "dev.socketio.archfixture";

  private static final JavaClasses PRODUCT_CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(PRODUCT);
  private static final JavaClasses FIXTURE_CLASSES =
      new ClassFileImporter().importPackages(FIXTURE);

  /** A line of the table; names are relative to the root package. */
  private record Line(String name, Set<String> imports, Set<String> jakarta) {}

  private static final List<Line> TABLE =
      List.of(
          new Line("cors", Set.of(), Set.of("servlet")),
          new Line(
              "servlet",
              Set.of("engine.transport", "engine", "server", "cors", "concurrent"),
              Set.of("servlet", "websocket")),
          new Line("engine.transport", Set.of("engine", "engine.packet", "concurrent"), Set.of()),
          new Line("engine", Set.of("engine.packet", "concurrent"), Set.of()),
          new Line("engine.packet", Set.of(), Set.of()),
          new Line(
              "server",
              Set.of(
                  "engine",
                  "engine.packet",
                  "server.adapter",
                  "server.packet",
                  "json",
                  "concurrent"),
              Set.of("json")),
          new Line("server.adapter", Set.of("server.packet", "concurrent"), Set.of()),
          new Line("server.packet", Set.of("json"), Set.of("json")),
          new Line("json", Set.of(), Set.of("json")),
          new Line("concurrent", Set.of(), Set.of()));

  // ---- The rules ----

  private static ArchRule imports(String root, Line line) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + line.name)
        .should()
        .dependOnClassesThat(ofOursBeyond(root, line))
        .allowEmptyShould(true)
        .because(line.name + " may import " + line.imports);
  }

  private static DescribedPredicate<JavaClass> ofOursBeyond(String root, Line line) {
    return DescribedPredicate.describe(
        "are ours and not among " + line.imports,
        target -> {
          String name = target.getPackageName();
          return name.startsWith(root + ".")
              && !name.equals(root + "." + line.name)
              && !line.imports.contains(name.substring(root.length() + 1));
        });
  }

  private static ArchRule jakarta(String root, Line line) {
    return noClasses()
        .that()
        .resideInAPackage(root + "." + line.name)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of another Jakarta API than " + line.jakarta,
                target ->
                    target.getPackageName().startsWith("jakarta.")
                        && !line.jakarta.contains(target.getPackageName().split("\\.")[1])))
        .allowEmptyShould(true)
        .because(line.name + " may see " + line.jakarta + " of Jakarta EE");
  }

  private static ArchRule everyPackageIsInTheTable(String root) {
    return classes()
        .should()
        .resideInAnyPackage(
            TABLE.stream().map(line -> root + "." + line.name).toArray(String[]::new));
  }

  /**
   * The packages that reach themselves by their imports. Not by the slices of ArchUnit: its search
   * was seen to miss one of three cycles in the fixture.
   */
  private static Set<String> packagesInCycles(JavaClasses classes, String root) {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (JavaClass origin : classes) {
      Set<String> targets =
          imports.computeIfAbsent(origin.getPackageName(), name -> new TreeSet<>());
      origin.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getPackageName())
          .filter(name -> name.startsWith(root + ".") && !name.equals(origin.getPackageName()))
          .forEach(targets::add);
    }
    Set<String> inCycles = new TreeSet<>();
    for (String name : imports.keySet()) {
      if (reachable(name, imports).contains(name)) {
        inCycles.add(name.substring(root.length() + 1));
      }
    }
    return inCycles;
  }

  private static Set<String> reachable(String from, Map<String, Set<String>> imports) {
    Set<String> reached = new TreeSet<>();
    Deque<String> next = new ArrayDeque<>(imports.get(from));
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        next.addAll(imports.getOrDefault(name, Set.of()));
      }
    }
    return reached;
  }

  private static ArchRule noSleep() {
    return noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "is Thread.sleep",
                access -> targets(access, Thread.class) && access.getName().equals("sleep")))
        .because("whoever waits asks the timer, and tests hold the clock");
  }

  /**
   * To hand a clock over ({@code System::nanoTime}, {@code Clock.systemUTC()}) is no reading of it.
   */
  private static ArchRule noReadingOfTheClock(String root) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(root + ".concurrent")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe("reads the clock", ArchitectureTest::readsTheClock))
        .because("time is handed in");
  }

  private static boolean readsTheClock(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getName();
    return (owner.equals("java.lang.System")
            && Set.of("nanoTime", "currentTimeMillis").contains(method))
        || (owner.startsWith("java.time.")
            && method.equals("now")
            && call.getTarget().getParameterTypes().isEmpty());
  }

  private static ArchRule noStaticJson() {
    return noClasses()
        .should()
        .accessTargetWhere(
            DescribedPredicate.describe(
                "is a static method of jakarta.json.Json",
                access -> targets(access, jakarta.json.Json.class)))
        .because("each such call looks a service up and costs 50 to 800 times as much");
  }

  /** The blocks are left to the eye: byte code without names shows the methods only. */
  private static ArchRule noSynchronizedMethods() {
    return noMethods()
        .should()
        .haveModifier(JavaModifier.SYNCHRONIZED)
        .because("a virtual thread that waits for one is pinned, before Java 24");
  }

  private static boolean targets(JavaAccess<?> access, Class<?> owner) {
    return access.getTargetOwner().isEquivalentTo(owner);
  }

  // ---- The product keeps them ----

  @TestFactory
  Stream<DynamicTest> everyPackageImportsWhatItMay() {
    return TABLE.stream()
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line.name,
                    () -> {
                      imports(PRODUCT, line).check(PRODUCT_CLASSES);
                      jakarta(PRODUCT, line).check(PRODUCT_CLASSES);
                    }));
  }

  @Test
  void theTableIsComplete() {
    everyPackageIsInTheTable(PRODUCT).check(PRODUCT_CLASSES);
    for (Line line : TABLE) {
      assertThat(PRODUCT_CLASSES.containPackage(PRODUCT + "." + line.name))
          .as("package %s exists", line.name)
          .isTrue();
    }
  }

  @Test
  void thereAreNoCycles() {
    assertThat(packagesInCycles(PRODUCT_CLASSES, PRODUCT)).isEmpty();
  }

  @Test
  void nobodySleepsAndTimeIsHandedIn() {
    noSleep().check(PRODUCT_CLASSES);
    noReadingOfTheClock(PRODUCT).check(PRODUCT_CLASSES);
  }

  @Test
  void jsonIsReachedByCachedFactories() {
    noStaticJson().check(PRODUCT_CLASSES);
  }

  @Test
  void nothingIsSynchronized() {
    noSynchronizedMethods().check(PRODUCT_CLASSES);
  }

  // ---- The rules find what was planted ----

  private static Line line(String name) {
    return TABLE.stream().filter(line -> line.name.equals(name)).findFirst().orElseThrow();
  }

  private static List<String> violations(ArchRule rule) {
    return rule.evaluate(FIXTURE_CLASSES).getFailureReport().getDetails();
  }

  private static void assertReports(ArchRule rule, String... planted) {
    List<String> violations = violations(rule);
    for (String violation : planted) {
      assertThat(violations).anySatisfy(detail -> assertThat(detail).contains(violation));
    }
    assertThat(violations)
        .allSatisfy(detail -> assertThat(planted).anySatisfy(p -> assertThat(detail).contains(p)));
  }

  @Test
  void theImportRulesReportImportsThatPointTheWrongWay() {
    assertReports(imports(FIXTURE, line("engine.packet")), "LooksUpwards");
    assertReports(imports(FIXTURE, line("engine")), "KnowsItsTransport");
    assertReports(imports(FIXTURE, line("server")), "KnowsTransports");
    assertReports(imports(FIXTURE, line("server.adapter")), "KnowsTheServer");
    assertReports(imports(FIXTURE, line("cors")), "KnowsTheEngine");
    assertThat(violations(imports(FIXTURE, line("engine.transport")))).isEmpty();
  }

  @Test
  void theJakartaRuleReportsAnEngineThatKnowsItsContainer() {
    assertReports(jakarta(FIXTURE, line("engine")), "KnowsItsContainer");
    assertThat(violations(jakarta(FIXTURE, line("json")))).isEmpty();
  }

  @Test
  void theTableRuleReportsAPackageItDoesNotKnow() {
    assertReports(everyPackageIsInTheTable(FIXTURE), "lost.Stray", "cycle.", "package-info");
  }

  @Test
  void theCycleRuleReportsACycle() {
    assertThat(packagesInCycles(FIXTURE_CLASSES, FIXTURE))
        .containsExactly("cycle.a", "cycle.b", "engine", "engine.packet", "engine.transport");
  }

  @Test
  void theClockRulesReportSleepingAndReadingTheClock() {
    assertReports(noSleep(), "Sleeps");
    assertReports(noReadingOfTheClock(FIXTURE), "ReadsTheClock.nanos", "ReadsTheClock.now");
  }

  @Test
  void theLockRuleReportsASynchronizedMethod() {
    assertReports(noSynchronizedMethods(), "Synchronizes.change");
  }

  @Test
  void theJsonRuleReportsCallsAndReferences() {
    assertReports(noStaticJson(), "LooksUpAProviderEachTime", "LooksUpAProviderByReference");
  }
}
