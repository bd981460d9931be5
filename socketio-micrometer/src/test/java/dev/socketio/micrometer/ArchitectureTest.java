package dev.socketio.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * This module sees what applications see, and nothing lower. The rule is also held against what is
 * planted in {@code dev.socketio.micrometerfixture}.
 */
class ArchitectureTest {

  /** What the statistics of {@code server} hand out. */
  private static final Set<String> SHOWN =
      Set.of(
          "dev.socketio.engine.EngineStatistics",
          "dev.socketio.engine.CloseReason",
          "dev.socketio.engine.EngineError",
          "dev.socketio.engine.TransportName");

  private static ArchRule imports(String own) {
    return noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours and not of the API",
                (JavaClass target) ->
                    target.getPackageName().startsWith("dev.socketio.")
                        && !target.getPackageName().equals(own)
                        && !target.getPackageName().equals("dev.socketio.server")
                        && !SHOWN.contains(target.getName())));
  }

  @Test
  void nothingLowerIsImported() {
    imports("dev.socketio.micrometer")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.socketio.micrometer"));
  }

  @Test
  void theRuleReportsWhatWasPlanted() {
    assertThat(
            imports("dev.socketio.micrometerfixture")
                .evaluate(new ClassFileImporter().importPackages("dev.socketio.micrometerfixture"))
                .getFailureReport()
                .getDetails())
        .isNotEmpty()
        .allSatisfy(detail -> assertThat(detail).contains("LooksBelow", "EngineSessions"));
  }
}
