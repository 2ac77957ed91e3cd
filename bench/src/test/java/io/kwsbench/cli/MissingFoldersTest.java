package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingFoldersTest {
  @TempDir Path folder;

  @Test
  void aFolderThatAResultNeedsIsCreatedAndNamed() {
    Path plan = folder.resolve("new/sub/model.kws");
    Invocation first = Invocation.of("compile", "--out", plan.toString());
    assertThat(first.code).isEqualTo(ExitCode.DONE);
    assertThat(first.err).isEqualTo("kwsbench: created the folder " + plan.getParent() + "\n");
    assertThat(plan).exists();
    assertThat(Invocation.of("compile", "--out", plan.toString()).err).isEmpty();
  }

  @Test
  void aRefusedCommandCreatesNone() {
    Path out = folder.resolve("none/model.kws");
    Invocation refused = Invocation.of("compile", "--graph", "no.pb", "--out", out.toString());
    assertThat(refused.err).isEqualTo("kwsbench: no.pb: no such file\n");
    assertThat(out.getParent()).doesNotExist();
  }
}
