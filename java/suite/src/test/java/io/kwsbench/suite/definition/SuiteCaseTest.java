package io.kwsbench.suite.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteCaseTest {
  @TempDir Path folder;

  /** A SavedModel whose variables are kept elsewhere. */
  @BeforeEach
  void model() throws IOException {
    Path variables = Files.createDirectories(folder.resolve("store/variables"));
    Files.write(variables.resolve("variables.index"), new byte[7]);
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.write(model.resolve("saved_model.pb"), new byte[5]);
    Files.createSymbolicLink(model.resolve("variables"), variables);
    Files.createSymbolicLink(folder.resolve("latest"), model);
  }

  @Test
  void aModelBehindLinksHasAllItsFiles() {
    Path latest = folder.resolve("latest");
    assertThat(of(latest).files())
        .containsExactly(
            latest.resolve("saved_model.pb"), latest.resolve("variables/variables.index"));
    Path file = latest.resolve("saved_model.pb");
    assertThat(of(file).files()).containsExactly(file);
  }

  @Test
  void aFolderThatLinksToItselfIsRefused() throws IOException {
    Path model = folder.resolve("model");
    Files.createSymbolicLink(model.resolve("again"), model);
    assertThatThrownBy(() -> of(model).files())
        .isInstanceOf(KwsException.class)
        .hasMessage(model + ": cannot list " + model.resolve("again"));
  }

  private static SuiteCase of(Path graph) {
    return new SuiteCase(
        "a",
        graph,
        ModelReading.DEFAULT,
        "",
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
