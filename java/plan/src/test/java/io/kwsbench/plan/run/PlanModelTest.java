package io.kwsbench.plan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanTensor;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanModelTest {
  @TempDir Path folder;

  @BeforeAll
  static void natives() {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  /** Well-formed for the engine, which does not care what a tensor is called. */
  private Path badName(int constants) {
    PlanTensor x = new PlanTensor("a:b", true, DType.FLOAT, Shape.of(4), 0, 16);
    Path file = folder.resolve("name.kws");
    PlanWriter.write(new Plan(64, List.of(), List.of(x), new byte[constants]), file);
    return file;
  }

  @Test
  void aBadNameOfATensorIsAnErrorOfTheFile() {
    Path file = badName(64);
    assertThatThrownBy(() -> PlanModel.open(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": plan: no tensor name: 'a:b'");
  }

  @Test
  void aPlanThatComputesNothingIsRefused() {
    PlanTensor x = new PlanTensor("a", true, DType.FLOAT, Shape.of(4), 0, 16);
    Path file = folder.resolve("mute.kws");
    PlanWriter.write(new Plan(64, List.of(), List.of(x), new byte[64]), file);
    assertThatThrownBy(() -> PlanModel.open(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": plan: it has no output");
  }

  /** What was opened before the error is closed: its memory does not pile up. */
  @Test
  void aRefusedPlanLeavesNoMemoryBehind() throws IOException {
    int megabyte = 1 << 20;
    Path file = badName(4 * megabyte);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> PlanModel.open(file)).isInstanceOf(KwsException.class);
    }
    long before = residentBytes();
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> PlanModel.open(file)).isInstanceOf(KwsException.class);
    }
    assertThat(residentBytes() - before).isLessThan(200L * megabyte);
  }

  private static long residentBytes() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return Long.parseLong(pages) * 4096;
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
