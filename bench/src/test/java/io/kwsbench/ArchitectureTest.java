package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Data flows one way: a package knows only what is on its left. */
@AnalyzeClasses(packages = "io.kwsbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule arrows =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("audio")
          .definedBy("io.kwsbench.audio..")
          .layer("graph")
          .definedBy("io.kwsbench.graph..")
          .layer("engine")
          .definedBy("io.kwsbench.engine..")
          .layer("workload")
          .definedBy("io.kwsbench.workload..")
          .layer("measure")
          .definedBy("io.kwsbench.measure..")
          .layer("stats")
          .definedBy("io.kwsbench.stats..")
          .layer("report")
          .definedBy("io.kwsbench.report..")
          .layer("cli")
          .definedBy("io.kwsbench.cli..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("stats")
          .mayOnlyBeAccessedByLayers("report", "cli")
          .whereLayer("measure")
          .mayOnlyBeAccessedByLayers("stats", "report", "cli")
          .whereLayer("workload")
          .mayOnlyBeAccessedByLayers("measure", "stats", "report", "cli")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("workload", "measure", "stats", "report", "cli")
          .whereLayer("graph")
          .mayOnlyBeAccessedByLayers("engine", "workload", "measure", "stats", "report", "cli");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrintsOrExits =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.kwsbench.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);
}
