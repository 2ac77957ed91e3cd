package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A package imports only from its left: audio, graph, compile, engine, spotter. */
@AnalyzeClasses(packages = "io.kwsbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String FILES = "io.kwsbench.files..";
  private static final String AUDIO = "io.kwsbench.audio..";
  private static final String GRAPH = "io.kwsbench.graph..";
  private static final String COMPILE = "io.kwsbench.compile..";
  private static final String ENGINE = "io.kwsbench.engine..";
  private static final String SPOTTER = "io.kwsbench.spotter..";

  @ArchTest
  static final ArchRule filesKnowNothing = mayNotUse(FILES, AUDIO, GRAPH, COMPILE, ENGINE, SPOTTER);

  @ArchTest
  static final ArchRule audioKnowsFiles = mayNotUse(AUDIO, GRAPH, COMPILE, ENGINE, SPOTTER);

  @ArchTest
  static final ArchRule graphComesBeforeCompiler = mayNotUse(GRAPH, COMPILE, ENGINE, SPOTTER);

  @ArchTest static final ArchRule compilerComesBeforeEngine = mayNotUse(COMPILE, ENGINE, SPOTTER);

  @ArchTest static final ArchRule engineComesBeforeSpotter = mayNotUse(ENGINE, SPOTTER);

  /** A device loads plans without protobuf. */
  @ArchTest
  static final ArchRule plansNeedNoProtobuf =
      noClasses()
          .that()
          .resideInAPackage("io.kwsbench.compile.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.protobuf..", "org.tensorflow..");

  @ArchTest
  static final ArchRule nothingPrintsOrExits =
      noClasses()
          .that()
          .resideInAPackage("io.kwsbench..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .callMethod(System.class, "exit", int.class);

  private static ArchRule mayNotUse(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to);
  }
}
