package io.kwsbench.measure.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Needs;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.natives.RunnerFiles;
import io.kwsbench.plan.PlanWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kws_run} says to a wrong command line. */
class RunnerUsageTest {
  @TempDir Path folder;

  @BeforeAll
  static void natives() {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
  }

  @ParameterizedTest
  @CsvSource({
    "--wrong, unknown flag --wrong",
    "--isa, --isa has no value",
    "--runs=3, unknown flag --runs=3",
    "--threads x, --threads x: no number from 1 to 100000000",
    "a.kws b.kws, 'more than one plan: a.kws, b.kws'",
    "--print, --library and a plan are needed"
  })
  void namesWhatIsWrong(String arguments, String line) throws Exception {
    Ended ended = run(arguments.split(" "));
    assertThat(ended.status).isEqualTo(2);
    assertThat(ended.lines.get(0)).isEqualTo("kws_run: " + line);
    assertThat(ended.lines.get(1)).startsWith("usage: kws_run ");
  }

  @Test
  void aBadPlanIsNamedOnce() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.kws"), "nonsense");
    Ended ended = run("--library", RunnerFiles.locate().library().toString(), bad.toString());
    assertThat(ended.status).isEqualTo(3);
    assertThat(ended.lines)
        .containsExactly("kws_run: " + bad + ": not a compiled plan (no KWSP header)");
  }

  @Test
  void helpIsNoError() throws Exception {
    Ended ended = run("--help");
    assertThat(ended.status).isZero();
    assertThat(ended.lines).singleElement().asString().startsWith("usage: kws_run ");
  }

  @Test
  void aFeedThatDoesNotFitIsExplained() throws Exception {
    Path plan = folder.resolve("plan.kws");
    PlanWriter.write(
        GraphCompiler.compile(
            GraphBuilder.graph().placeholder("sound", 1, 4).op("Softmax", "p", "sound").build()),
        plan);
    Path few8 = Files.write(folder.resolve("short.bin"), new byte[8]);
    String library = RunnerFiles.locate().library().toString();

    Ended other = run("--library", library, "--feed", "x=" + few8, plan.toString());
    assertThat(other.status).isEqualTo(3);
    assertThat(other.lines)
        .containsExactly("kws_run: --feed x=" + few8 + ": no such feed; the feeds are sound:0");
    Ended fewer = run("--library", library, "--feed", "sound:0=" + few8, plan.toString());
    assertThat(fewer.lines)
        .containsExactly("kws_run: --feed sound:0=" + few8 + ": 16 bytes expected, 8 given");
  }

  private record Ended(int status, List<String> lines) {}

  private static Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(RunnerFiles.locate().executable().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), said.lines().toList());
  }
}
