package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbabilityFileTest {
  @TempDir Path folder;

  @Test
  void twoColumnsOfOneNameAreRefusedByFileAndName() throws IOException {
    Path file = Files.writeString(folder.resolve("p.csv"), "fname,label,yes,no,yes\na,yes,1,0,0\n");
    assertThatThrownBy(() -> ProbabilityFile.labels(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": has two columns 'yes'");
  }
}
