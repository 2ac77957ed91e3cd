package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DumpIrTest {
  @TempDir Path folder;
  private String graph;

  @BeforeEach
  void write() throws IOException {
    byte[] bytes =
        GraphBuilder.graph()
            .placeholder("x", 1, 2)
            .floats("w", new long[] {2, 2}, 1, 2, 3, 4)
            .op("MatMul", "product", "x", "w")
            .floats("half", new long[] {}, 0.5f)
            .op("Mul", "scaled", "product", "half")
            .op("Relu", "y", "scaled")
            .bytes();
    graph = Files.write(folder.resolve("g.pb"), bytes).toString();
  }

  private Invocation dump(String... flags) {
    List<String> arguments = new ArrayList<>(List.of("compile", "--graph", graph));
    arguments.addAll(List.of(flags));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void theProgramIsPrintedBeforeAndAfterEachPass() {
    Invocation run = dump("--dump_ir");

    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .startsWith("*** before any pass: 3 operations ***\nfeed  %0 float[1,2] x:0\n")
        .contains("*** after ")
        .endsWith("fetch %1 y:0\n\n");
    String last = run.out.substring(run.out.lastIndexOf("***"));
    assertThat(last).contains("%1 float[1,2] = Dense[m=1, k=2, n=2, act=relu](%0, #");
    assertThat(last).contains(" ; product scaled y\n");
    assertThat(dump("--dump_ir", "all").out).isEqualTo(run.out);
    assertThat(dump("--dump_ir=all").out).isEqualTo(run.out);
  }

  @Test
  void onePassAloneIsPrinted() {
    Invocation run = dump("--dump_ir=fold_into_weights,roll_loops");

    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .startsWith("*** after ")
        .doesNotContain("before any pass")
        .endsWith("*** roll_loops changed nothing ***\n");
    assertThat(run.out.lines().filter(line -> line.startsWith("***")))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains("fold_into_weights") || line.contains("roll_loops"));
  }

  @Test
  void aPassThatIsLeftOutIsNotInTheDump() {
    Invocation run = dump("--dump_ir", "--without_pass=fold_into_weights");

    assertThat(run.out).contains("act=identity]").doesNotContain("fold_into_weights");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dump_ir=none                | no pass none; there are batch_inputs,       |"
            + " strip_reshapes",
        "--without_pass=none           | no pass none; there are batch_inputs,       | roll_loops",
        "--without_pass=strip_reshapes | pass strip_reshapes cannot be left out; the |"
            + " batch_inputs",
      })
  void aNameThatWillNotDoIsRefusedWithTheList(String flag, String message, String listed) {
    Invocation run = dump("--dump_plan", flag);

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err)
        .hasLineCount(1)
        .startsWith("kwsbench: " + flag.substring(0, flag.indexOf('=')) + ": ")
        .contains(message, listed);
    assertThat(run.out).isEmpty();
  }
}
