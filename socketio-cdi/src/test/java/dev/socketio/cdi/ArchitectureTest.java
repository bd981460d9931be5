package dev.socketio.cdi;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * This module sees what applications see, and nothing lower, and can do without Bean Validation.
 * The rules are also held against what is planted in {@code dev.socketio.cdifixture}.
 */
class ArchitectureTest {

  private static final Set<String> PACKAGES =
      Set.of(
          "dev.socketio.server", "dev.socketio.servlet", "dev.socketio.cors", "dev.socketio.json");

  /** What the API of {@code server} hands out. */
  private static final Set<String> SHOWN =
      Set.of(
          "dev.socketio.engine.HandshakeRequest",
          "dev.socketio.engine.Caller",
          "dev.socketio.engine.ConnectionError");

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.socketio.cdi");
  private static final JavaClasses FIXTURE =
      new ClassFileImporter().importPackages("dev.socketio.cdifixture");

  private static ArchRule imports(String own) {
    return noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and lower than " + PACKAGES,
                (JavaClass target) ->
                    target.getPackageName().startsWith("dev.socketio.")
                        && !target.getPackageName().equals(own)
                        && !PACKAGES.contains(target.getPackageName())
                        && !SHOWN.contains(target.getName())));
  }

  /** An application without Bean Validation never loads these classes. */
  private static ArchRule validation() {
    return noClasses()
        .that()
        .doNotHaveSimpleName("BeanValidation")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.validation..");
  }

  @Test
  void nothingLowerIsImported() {
    imports("dev.socketio.cdi").check(PRODUCT);
  }

  @Test
  void beanValidationIsInOnePlace() {
    validation().check(PRODUCT);
  }

  /** Some containers search only those for stereotypes, and show beans only to those. */
  @Test
  void theJarIsABeanArchive() throws Exception {
    URI classes =
        SocketIoExtension.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    assertThat(Path.of(classes).resolve("META-INF/beans.xml"))
        .content()
        .contains("bean-discovery-mode=\"annotated\"");
  }

  @Test
  void theRulesReportWhatWasPlanted() {
    assertThat(imports("dev.socketio.cdifixture").evaluate(FIXTURE).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(detail -> assertThat(detail).contains("LooksBelow", "EngineSessions"));
    assertThat(validation().evaluate(FIXTURE).getFailureReport().getDetails())
        .isNotEmpty()
        .allSatisfy(detail -> assertThat(detail).contains("Validates"));
  }
}
