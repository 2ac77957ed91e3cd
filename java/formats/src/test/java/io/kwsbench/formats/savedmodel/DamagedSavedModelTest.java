package io.kwsbench.formats.savedmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.Damage;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged model is refused in one line, or read as what it says now. */
class DamagedSavedModelTest {
  private static final int ROUNDS = 150;
  private static final String INDEX = "variables/variables.index";
  private static final String DATA = "variables/variables.data-00000-of-00001";

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    SavedModels.copy(Material.fixture("savedmodel/module_array.savedmodel"), folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {SavedModelReader.FILE, INDEX, DATA})
  void changedBytes(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (byte[] changed : Damage.changed(whole, ROUNDS).toList()) {
      Files.write(file, changed);
      refused += refuses() ? 1 : 0;
    }
    // the only variable fills a part of the data; a checksum guards every byte of it
    assertThat(refused).isGreaterThan(ROUNDS / 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {SavedModelReader.FILE, INDEX, DATA})
  void cutOff(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    for (byte[] part : Damage.cutOff(whole, whole.length, 1 + whole.length / 60).toList()) {
      Files.write(file, part);
      refuses();
    }
    Files.delete(file);
    assertThat(refuses()).isTrue();
  }

  @Test
  void namesTheMissingFile() throws IOException {
    Files.delete(folder.resolve(DATA));
    assertThatThrownBy(() -> SavedModelReader.read(folder, ""))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve(DATA) + ": no such file");
  }

  private boolean refuses() {
    return Damage.refuses(folder.toString(), () -> SavedModelReader.read(folder, ""));
  }
}
