package io.kwsbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.kwsbench.checkpoint.KerasCheckpoint;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Who may know whom. Files come first: checkpoints and clips; then models, which come from
 * checkpoints; then what is done with them.
 */
class ArchitectureTest {
  // this module's own folder: scanning the class path would read TensorFlow's
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importUrls(
              List.of(KerasCheckpoint.class.getProtectionDomain().getCodeSource().getLocation()));

  @Test
  void arrowsPointOneWay() {
    assertThat(CLASSES).hasSizeGreaterThan(100);
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("checkpoint")
        .definedBy("io.kwsbench.checkpoint..")
        .layer("corpus")
        .definedBy("io.kwsbench.corpus..")
        .layer("model")
        .definedBy("io.kwsbench.model..")
        .layer("label")
        .definedBy("io.kwsbench.label..")
        .layer("evaluate")
        .definedBy("io.kwsbench.evaluate..")
        .layer("train")
        .definedBy("io.kwsbench.train..")
        .layer("freeze")
        .definedBy("io.kwsbench.freeze..")
        .layer("chart")
        .definedBy("io.kwsbench.chart..")
        .whereLayer("checkpoint")
        .mayOnlyBeAccessedByLayers("model", "label", "train", "freeze")
        .whereLayer("corpus")
        .mayOnlyBeAccessedByLayers("model", "evaluate", "train", "freeze")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("train", "freeze")
        .whereLayer("label")
        .mayOnlyBeAccessedByLayers("evaluate")
        .whereLayer("evaluate")
        .mayOnlyBeAccessedByLayers("train")
        .whereLayer("train")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("freeze")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("chart")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void nothingPrintsOrExits() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void onlyChartsDraw() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.kwsbench.chart..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "org.knowm..")
        .check(CLASSES);
  }
}
