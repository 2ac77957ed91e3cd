package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.Needs;
import io.kwsbench.cli.Invocation;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Baselines from the command line: saved, compared, and of another machine. */
class SuiteBaselineTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String LATENCY = "latency: {max_slowdown: 10000%}, ";
  @TempDir Path folder;

  @BeforeEach
  void graph() throws IOException {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
    Files.write(folder.resolve("a.pb"), LayerChain.graph(2, 1));
    suite("a", LATENCY + "size: {max_growth: 0%}, flops: {max_growth: 0%}");
  }

  @Test
  void timesOfAnotherMachineAreRefusedAndTheRestServes() throws IOException {
    Invocation first = run("--save_baseline", "mine");
    assertThat(first.code).as(first.err).isEqualTo(ExitCode.DONE);
    assertThat(first.out).contains("NO BASELINE  latency", "(no baseline yet)");
    edit("mine", "theirs", b -> machine(b).put("cpu", "Abacus 1"));

    Invocation other = run("--baseline", "theirs");
    assertThat(other.err)
        .contains(
            "theirs comes from another machine, so its times are ignored: ",
            "CPU was Abacus 1, is ");
    assertThat(other.code).as(other.out).isEqualTo(ExitCode.UNDECIDED);
    assertThat(other.out)
        .contains("NOT OFFERED  latency", "PASS         size", "PASS         flops");

    Invocation told = run("--baseline", "theirs", "--other_machine");
    assertThat(told.err).doesNotContain("another machine");
    assertThat(told.out).doesNotContain("NOT OFFERED");

    edit("mine", "smaller", b -> figures(machineless(b)).put("size", 1));
    Invocation grown = run("--baseline", "smaller", "--report", "junit=" + folder.resolve("j.xml"));
    assertThat(grown.code).as(grown.out).isEqualTo(ExitCode.REGRESSION);
    assertThat(grown.out).contains("REGRESSION   size", "PASS         flops");
    assertThat(Files.readString(folder.resolve("j.xml")))
        .contains("<testcase name=\"size vs baseline smaller\"", "<failure message=\"REGRESSION");
  }

  @Test
  void anUpdateOfTheJvmIsNoOtherMachine() throws IOException {
    assertThat(run("--save_baseline", "mine").code).isEqualTo(ExitCode.DONE);
    edit(
        "mine",
        "patched",
        b -> machine(b).put("jvm", machine(b).get("jvm").asText() + ".99-patched"));
    assertThat(run("--baseline", "patched").out).doesNotContain("NOT OFFERED");
    edit("mine", "nameless", b -> machine(b).remove("cpu"));
    Invocation nameless = run("--baseline", "nameless");
    assertThat(nameless.code).as(nameless.err).isEqualTo(ExitCode.UNDECIDED);
    assertThat(nameless.err).contains("CPU was unknown, is ");
  }

  @Test
  void aThinBaselineIsNamedWhenSavedAndWhenUsed() throws IOException {
    suite("a", "latency: {max_slowdown: 0.1%}");
    // a quiet machine knows its times well enough in half a second
    Invocation saved = within("0.01", "--save_baseline", "thin");
    assertThat(saved.err).contains("baseline thin is thin: case a has ", "a larger --budget");
    Invocation used = within("0.01", "--baseline", "thin");
    assertThat(used.err).contains("baseline thin is thin: case a has ");
  }

  @Test
  void filesThatAreNotOursAreLeftAlone() throws IOException {
    byte[] graph = Files.readAllBytes(folder.resolve("a.pb"));
    for (String flag : List.of("--journal", "--history")) {
      Invocation run = run("--save_baseline", "mine", flag, folder + "/a.pb");
      assertThat(run.code).as(run.err).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(run.err.lines()).singleElement().asString().contains(folder + "/a.pb: is no ");
      assertThat(Files.readAllBytes(folder.resolve("a.pb"))).isEqualTo(graph);
    }
  }

  @Test
  void aJournalThatNobodyAskedForGoesWithTheRun() throws IOException {
    Path suite = folder.resolve("own-" + System.nanoTime() + ".yaml");
    Files.writeString(suite, "cases: [{graph: a.pb, engine: native, gates: {size: {max: 9MB}}}]");
    Path journal = Path.of(suite.getFileName() + ".journal.jsonl");
    Invocation run = Invocation.of("suite", suite.toString(), "--budget", "0.3");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(journal).doesNotExist();
  }

  @Test
  void resumeNoticesOtherLabels() throws IOException {
    Path labels = Files.writeString(folder.resolve("labels.txt"), "a\nb\n");
    Files.writeString(
        folder.resolve("suite.yaml"),
        "cases: [{graph: a.pb, engine: native, labels: labels.txt, gates: {size: {max: 9MB}}}]\n");
    assertThat(run().code).isEqualTo(ExitCode.DONE);
    assertThat(run("--resume").code).isEqualTo(ExitCode.DONE);
    Files.writeString(labels, "b\na\n");
    Invocation changed = run("--resume");
    assertThat(changed.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(changed.err).contains("files that have changed since");
  }

  @Test
  void aCaseThatTheBaselineDoesNotKnowIsNoPass() throws IOException {
    assertThat(run("--save_baseline", "mine").code).isEqualTo(ExitCode.DONE);
    suite("renamed", "size: {max_growth: 0%}");
    Invocation run = run("--baseline", "mine");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.UNDECIDED);
    assertThat(run.out).contains("NO BASELINE  size", "(the baseline has no such figure)");
    assertThat(run("--baseline", "mine", "--undecided", "0").code).isEqualTo(ExitCode.DONE);
  }

  @Test
  void growthOverNothingIsAskedBack() throws IOException {
    suite("a", "size: {max_growth: 0%}");
    Invocation run = run();
    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("give --baseline NAME, or record one with --save_baseline NAME");
  }

  private void suite(String name, String gates) throws IOException {
    Files.writeString(
        folder.resolve("suite.yaml"),
        "cases: [{name: " + name + ", graph: a.pb, engine: native, gates: {" + gates + "}}]\n");
  }

  private Invocation run(String... flags) {
    return within("0.5", flags);
  }

  private Invocation within(String seconds, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("suite", folder + "/suite.yaml"));
    arguments.addAll(List.of("--journal", folder + "/journal.jsonl", "--budget", seconds));
    arguments.addAll(List.of(flags));
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private void edit(String from, String to, Consumer<ObjectNode> change) throws IOException {
    Path baselines = folder.resolve("baselines");
    ObjectNode tree = (ObjectNode) MAPPER.readTree(baselines.resolve(from + ".json").toFile());
    change.accept(tree);
    MAPPER.writeValue(baselines.resolve(to + ".json").toFile(), tree);
  }

  private static ObjectNode machine(ObjectNode baseline) {
    return (ObjectNode) baseline.get("machine");
  }

  private static ObjectNode machineless(ObjectNode baseline) {
    machine(baseline).put("cores", 99);
    return baseline;
  }

  private static ObjectNode figures(ObjectNode baseline) {
    return (ObjectNode) baseline.at("/cases/a/metrics");
  }
}
