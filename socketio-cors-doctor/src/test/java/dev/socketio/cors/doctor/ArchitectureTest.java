package dev.socketio.cors.doctor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The command line sees the doctor, the doctor the wire, and nobody anything but the JDK. */
class ArchitectureTest {

  private static final String DOCTOR = "dev.socketio.cors.doctor";
  private static final String[] AT_RUN_TIME = {
    "java..", "javax.net..", "org.jspecify..", DOCTOR, DOCTOR + ".wire", DOCTOR + ".cli"
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(DOCTOR);

  private static ArchRule mustNotSee(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }

  private static ArchRule onlyTheJdk() {
    return noClasses().should().dependOnClassesThat().resideOutsideOfPackages(AT_RUN_TIME);
  }

  @Test
  void packagesSeeOnlyWhatIsBelowThem() {
    mustNotSee(DOCTOR + ".wire", DOCTOR, DOCTOR + ".cli").check(CLASSES);
    mustNotSee(DOCTOR, DOCTOR + ".cli").check(CLASSES);
  }

  @Test
  void theRuleWouldFindAnArrowThatPointsUp() {
    assertThat(mustNotSee(DOCTOR + ".cli", DOCTOR).evaluate(CLASSES).hasViolation()).isTrue();
  }

  @Test
  void nothingButTheJdkIsNeededAtRunTime() {
    onlyTheJdk().check(CLASSES);
  }

  @Test
  void theRuleWouldFindALibrary() {
    JavaClasses withLibrary = new ClassFileImporter().importClasses(ArchitectureTest.class);
    assertThat(onlyTheJdk().evaluate(withLibrary).hasViolation()).isTrue();
  }
}
