package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.cli.ExitCode;
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Data flows one way: a package knows only what is on its left. */
class ArchitectureTest {
  // the modules' own folders or jars: scanning the class path would read TensorFlow's
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importUrls(
              Stream.of(
                      KwsException.class,
                      TensorFlowEngine.class,
                      KerasCheckpoint.class,
                      ExitCode.class)
                  .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                  .toList());

  @Test
  void arrowsPointOneWay() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
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
        .layer("suite")
        .definedBy("io.kwsbench.suite..")
        .layer("report")
        .definedBy("io.kwsbench.report..")
        .layer("cli")
        .definedBy("io.kwsbench.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("suite")
        .mayOnlyBeAccessedByLayers("report", "cli")
        .whereLayer("stats")
        .mayOnlyBeAccessedByLayers("suite", "report", "cli")
        .whereLayer("measure")
        .mayOnlyBeAccessedByLayers("stats", "suite", "report", "cli")
        .whereLayer("workload")
        .mayOnlyBeAccessedByLayers("measure", "stats", "suite", "report", "cli")
        .whereLayer("engine")
        .mayOnlyBeAccessedByLayers("workload", "measure", "stats", "suite", "report", "cli")
        .whereLayer("graph")
        .mayOnlyBeAccessedByLayers(
            "engine", "workload", "measure", "stats", "suite", "report", "cli")
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrintsOrExits() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kwsbench.cli..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }
}
