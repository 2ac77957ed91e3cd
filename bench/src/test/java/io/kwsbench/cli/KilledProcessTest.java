package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of our own that are stopped midway: what they measured must not be lost. */
class KilledProcessTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final List<String> jvmFlags = new ArrayList<>();
  @TempDir Path folder;

  @Test
  void ctrlCTellsWhatABenchmarkHasMeasured() throws Exception {
    Path graph = Files.write(folder.resolve("chain.pb"), LayerChain.graph(4, 1));
    JsonNode report = null;
    // on a crowded machine a JVM may need long until it measures
    for (int seconds = 4; seconds <= 40 && (report == null || runs(report) == 0); seconds *= 2) {
      Process process =
          start("--graph", graph.toString(), "--max_num_runs=0", "--max_time=0", "--format=json");
      try {
        Thread.sleep(seconds * 1000L);
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
      } finally {
        process.destroyForcibly(); // it would measure without end
      }
      report = MAPPER.readTree(Files.readString(folder.resolve("out")));
      // one that was still loading when its time to finish was over has nothing to tell
      assertThat(report.path("interrupted").asBoolean(true)).isTrue();
    }
    assertThat(runs(report)).isPositive();
    assertThat(report.at("/results/0/phases/untraced_time_us/median").asDouble()).isPositive();
  }

  private static int runs(JsonNode report) {
    return report.at("/results/0/phases/untraced_time_us/count").asInt();
  }

  @Test
  void aSuiteThatWasKilledGoesOn() throws Exception {
    Files.write(folder.resolve("a.pb"), LayerChain.graph(4, 1));
    Files.write(folder.resolve("b.pb"), LayerChain.graph(5, 1));
    Path suite = folder.resolve("suite.yaml");
    // no difference of that size is ever decided, so the kill finds it at work
    Files.writeString(
        suite,
        "cases: [{graph: a.pb}, {graph: b.pb, gates: {ratio: {to: a, max: 1.0, max_slowdown: 0%},"
            + " size: {max: 10MB}}}]\n");
    Path journal = folder.resolve("journal.jsonl");
    Process process =
        start("suite", suite.toString(), "--journal", journal.toString(), "--budget=300");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    try {
      while (rounds(journal).size() < 3 && process.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(20);
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    List<String> before = rounds(journal);
    assertThat(before).hasSizeGreaterThanOrEqualTo(3);

    Path page = folder.resolve("report.json");
    Invocation resumed =
        Invocation.of(
            "suite",
            suite.toString(),
            "--journal=" + journal,
            "--resume",
            "--budget=1",
            "--report=json=" + page);
    assertThat(resumed.code)
        .as(resumed.err)
        .isIn(ExitCode.REGRESSION, ExitCode.UNDECIDED, ExitCode.GATE_FAILED, ExitCode.DONE);
    assertThat(rounds(journal).subList(0, before.size())).isEqualTo(before);
    JsonNode result = MAPPER.readTree(Files.readString(page));
    assertThat(result.get("rounds").asInt()).isGreaterThanOrEqualTo(before.size());
    assertThat(result.at("/cases/1/time_ns/count").asInt()).isPositive();
  }

  @Test
  void ctrlCEndsASelfTestAtOnceAndLeavesNothing() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    jvmFlags.add("-Djava.io.tmpdir=" + temporary);
    Process process = start("selftest", "--budget=300", "--slowdown=0", "--max_slowdown=0");
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (!isMeasuring(temporary) && System.nanoTime() < deadline) {
        Thread.sleep(50);
      }
      assertThat(isMeasuring(temporary)).isTrue();
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.contains("selftest"));
    }
    assertThat(Files.readString(folder.resolve("out"))).contains("comparisons");
  }

  /** Whether a trial's journal has rounds. */
  private static boolean isMeasuring(Path temporary) throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      for (Path trial : folders.filter(Files::isDirectory).toList()) {
        if (!rounds(trial.resolve("trial.jsonl")).isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The whole lines of rounds. */
  private static List<String> rounds(Path journal) throws IOException {
    if (!Files.exists(journal)) {
      return List.of();
    }
    String text = Files.readString(journal);
    return text.substring(0, text.lastIndexOf('\n') + 1)
        .lines()
        .filter(line -> line.startsWith("{\"round\""))
        .toList();
  }

  private Process start(String... arguments) throws IOException {
    // in a shell's background job SIGINT is ignored, and a JVM that starts so keeps ignoring it
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    // as the JVM of the tests: a quick start
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }
}
