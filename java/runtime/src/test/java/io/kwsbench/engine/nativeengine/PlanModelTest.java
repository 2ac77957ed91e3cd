package io.kwsbench.engine.nativeengine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.KwsException;
import io.kwsbench.natives.NativeLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanModelTest {
  @TempDir Path folder;

  @BeforeAll
  static void natives() {
    assumeTrue(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  @Test
  void aFileThatIsNoPlanIsNamedOnce() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.kws"), "nonsense");
    assertThatThrownBy(() -> PlanModel.open(bad))
        .isInstanceOf(KwsException.class)
        .hasMessage(bad + ": not a compiled plan (no KWSP header)");
    Path none = folder.resolve("none.kws");
    assertThatThrownBy(() -> PlanModel.open(none))
        .isInstanceOf(KwsException.class)
        .hasMessage(none + ": no such file");
  }
}
