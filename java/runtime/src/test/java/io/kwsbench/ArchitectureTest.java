package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A package imports only from its left: audio, graph, compile, engine, spotter. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importUrls(
              List.of(KwsException.class.getProtectionDomain().getCodeSource().getLocation()));

  private static final String FILES = "io.kwsbench.files..";
  private static final String AUDIO = "io.kwsbench.audio..";
  private static final String GRAPH = "io.kwsbench.graph..";
  private static final String COMPILE = "io.kwsbench.compile..";
  private static final String ENGINE = "io.kwsbench.engine..";
  private static final String SPOTTER = "io.kwsbench.spotter..";

  @Test
  void filesKnowNothing() {
    mayNotUse(FILES, AUDIO, GRAPH, COMPILE, ENGINE, SPOTTER).check(CLASSES);
  }

  @Test
  void audioKnowsFiles() {
    mayNotUse(AUDIO, GRAPH, COMPILE, ENGINE, SPOTTER).check(CLASSES);
  }

  @Test
  void graphComesBeforeCompiler() {
    mayNotUse(GRAPH, COMPILE, ENGINE, SPOTTER).check(CLASSES);
  }

  @Test
  void compilerComesBeforeEngine() {
    mayNotUse(COMPILE, ENGINE, SPOTTER).check(CLASSES);
  }

  @Test
  void engineComesBeforeSpotter() {
    mayNotUse(ENGINE, SPOTTER).check(CLASSES);
  }

  /** A device loads plans without protobuf. */
  @Test
  void plansNeedNoProtobuf() {
    noClasses()
        .that()
        .resideInAPackage("io.kwsbench.compile.plan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.protobuf..", "org.tensorflow..")
        .check(CLASSES);
  }

  @Test
  void nothingPrintsOrExits() {
    noClasses()
        .that()
        .resideInAPackage("io.kwsbench..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void theRulesHaveClassesToLookAt() {
    assertThat(CLASSES).hasSizeGreaterThan(200);
  }

  private static ArchRule mayNotUse(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }
}
