package dev.socketio.cors.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** For each thing that can be wrong there is a server that has it, and the doctor finds it. */
class EachDiagnosisHasASituationTest {

  @TestFactory
  Stream<DynamicTest> theDoctorFindsIt() {
    return Situations.all().stream()
        .map(situation -> DynamicTest.dynamicTest(situation.toString(), () -> check(situation)));
  }

  @Test
  void noDiagnosisIsWithoutASituation() {
    Set<Diagnosis> covered =
        Situations.all().stream().map(Situations.Situation::diagnosis).collect(Collectors.toSet());
    assertThat(covered).isEqualTo(EnumSet.allOf(Diagnosis.class));
  }

  private static void check(Situations.Situation situation) throws Exception {
    List<Finding> findings = situation.findings().call();
    List<Diagnosis> blocking =
        findings.stream()
            .filter(finding -> finding.severity() == Severity.BLOCKS)
            .map(Finding::diagnosis)
            .toList();
    assertThat(findings)
        .describedAs("findings")
        .extracting(Finding::diagnosis)
        .contains(situation.diagnosis());
    if (situation.diagnosis().severity() == Severity.BLOCKS) {
      assertThat(blocking).describedAs("what blocks").containsExactly(situation.diagnosis());
    } else {
      assertThat(blocking).describedAs("what blocks").isSubsetOf(Diagnosis.ORIGIN_NOT_ALLOWED);
    }
  }
}
