package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {
  @TempDir Path folder;

  @Test
  void writesAPlanAndListsItsSteps() throws Exception {
    Path plan = folder.resolve("model.kws");
    Invocation run = Invocation.of("compile", "--out", plan.toString(), "--dump_plan");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(Files.size(plan)).isBetween(4_000_000L, 6_000_000L);
    assertThat(run.out)
        .contains("feed  decoded_sample_data:0 float[16000,1]")
        .contains("fetch labels_softmax:0 float[22]")
        .contains("depthwise_pointwise")
        .contains("depthwise_conv2d_3/DepthwiseConv2dNative")
        .doesNotContain("unknown");
  }

  @Test
  void withNothingToDoItIsBadUsage() {
    assertThat(Invocation.of("compile").code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aMissingGraphOrFolderIsOneLine() {
    Invocation graph = Invocation.of("compile", "--graph", "no-such.pb", "--dump_plan");
    assertThat(graph.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(graph.err).contains("no-such.pb").hasLineCount(1);
    Invocation out = Invocation.of("compile", "--out", "/proc/no/such/folder/model.kws");
    assertThat(out.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.err).hasLineCount(1);
  }
}
