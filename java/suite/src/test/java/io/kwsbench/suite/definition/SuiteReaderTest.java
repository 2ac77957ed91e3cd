package io.kwsbench.suite.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.Limit;
import io.kwsbench.gate.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.createFile(folder.resolve("a.pb"));
    Files.createFile(folder.resolve("b.pb"));
    Files.createFile(folder.resolve("labels.txt"));
    Files.createDirectory(folder.resolve("clips"));
  }

  @Test
  void everyGateIsRead() {
    Suite suite =
        read(
            """
            name: pi
            seed: 7
            budget: 90s
            alpha: 0.5%
            cases:
              - {name: ref, graph: a.pb, engine: tensorflow}
              - name: new
                graph: b.pb
                engine: native
                threads: 2
                input: clips
                gates:
                  latency: [{max_slowdown: 2%}, {max: 2ms}, {max: 3ms, max_slowdown: 4%}]
                  ratio: [{to: ref, max: 0.5}, {to: ref, max_slowdown: 0.04}]
                  op_time: {max: 200ms}
                  p99: {max: 1.5ms}
                  size: {max: 5_000_000, max_growth: 1%}
                  memory: {max: 64MB}
                  instructions: [{max_growth: 1%}, {to: ref, max_ratio: 0.5}]
                  flops: {max: 112M}
                  accuracy: {clips: clips, labels: labels.txt, min: 85%}
                  agreement: {with: ref, clips: clips, min: 0.99}
                  false_alarms_per_hour: {recordings: clips, max: 0.5}
                  miss_rate: {recordings: clips, max: 5%}
                  inputs: {tensors: ["x:0 float[1,4]", "y:0 int32[]"]}
                  output: {tensor: "labels_softmax:0", classes: 12}
            """);
    assertThat(suite.seed()).isEqualTo(7);
    assertThat(suite.budgetSeconds()).isEqualTo(90);
    assertThat(suite.alpha()).isEqualTo(0.005);
    SuiteCase one = suite.find("new").orElseThrow();
    assertThat(one.input()).contains(folder.resolve("clips").toAbsolutePath());
    assertThat(one.gates())
        .containsExactly(
            new Gate.Latency(0.02),
            new Gate.MedianTime(2e6),
            new Gate.MedianTime(3e6),
            new Gate.Latency(0.04),
            new Gate.Ratio("ref", 0.5, 0),
            new Gate.Ratio("ref", 1, 0.04),
            new Gate.OpTime(200e6),
            new Gate.P99(1.5e6),
            new Gate.Size(new Limit(OptionalDouble.of(5e6), OptionalDouble.of(0.01))),
            new Gate.PeakMemory(new Limit(OptionalDouble.of(64e6), OptionalDouble.empty())),
            new Gate.Instructions(
                new Limit(OptionalDouble.empty(), OptionalDouble.of(0.01)), Optional.empty()),
            new Gate.Instructions(
                new Limit(OptionalDouble.empty(), OptionalDouble.of(-0.5)), Optional.of("ref")),
            new Gate.FlopCount(new Limit(OptionalDouble.of(112e6), OptionalDouble.empty())),
            new Gate.Accuracy(
                folder.resolve("clips"), Optional.of(folder.resolve("labels.txt")), 0.85),
            new Gate.Agreement("ref", folder.resolve("clips"), 0.99),
            new Gate.Detection(Metric.FALSE_ALARMS, folder.resolve("clips"), 0.5),
            new Gate.Detection(Metric.MISS_RATE, folder.resolve("clips"), 0.05),
            new Gate.Inputs(List.of("x:0 float[1,4]", "y:0 int32[]")),
            new Gate.Output("labels_softmax:0", 12));
  }

  /** The gate's own file, else the case's, else the model's names. */
  @Test
  void labelsOfAnAccuracyGateDefaultToTheCases() {
    Suite suite =
        read(
            """
cases:
  - {name: own, graph: a.pb, gates: {accuracy: {clips: clips, min: 1}}}
  - {name: case, graph: a.pb, labels: labels.txt, gates: {accuracy: {clips: clips, min: 1}}}
""");
    assertThat(suite.cases().get(0).gates())
        .containsExactly(new Gate.Accuracy(folder.resolve("clips"), Optional.empty(), 1));
    assertThat(suite.cases().get(1).gates())
        .containsExactly(
            new Gate.Accuracy(
                folder.resolve("clips"), Optional.of(folder.resolve("labels.txt")), 1));
  }

  @Test
  void listsMultiplyAndDefaultsAreFilledIn() {
    Suite suite =
        read(
            """
            defaults: {engine: [native, tensorflow], gates: {size: {max: 5MB}}}
            cases:
              - {graph: [a.pb, b.pb], threads: [1, 2]}
              - {name: plain, graph: a.pb, engine: native, gates: {p99: {max: 1s}}}
            """);
    assertThat(suite.cases()).hasSize(9);
    assertThat(suite.cases().get(0).name()).isEqualTo("a/native/1t");
    assertThat(suite.cases().get(7).name()).isEqualTo("b/tensorflow/2t");
    assertThat(suite.cases().get(8).gates()).containsExactly(new Gate.P99(1e9));
    assertThat(suite.name()).isEqualTo("suite");
  }

  @Test
  void theEmbeddedGraphIsAFileToo() {
    Suite suite = read("cases: [{graph: embedded}, {name: again, graph: embedded}]");
    assertThat(suite.cases().get(0).name()).isEqualTo("embedded");
    assertThat(suite.cases().get(0).graph())
        .isEqualTo(suite.cases().get(1).graph())
        .isRegularFile();
  }

  @Test
  void jsonIsReadToo() {
    Suite suite = read("{\n\t\"cases\": [\n\t\t{\"graph\": \"a.pb\", \"threads\": 2}\n\t]\n}");
    assertThat(suite.cases().get(0).threads()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cases: [{graph: a.pb, graf: b}] | 1: cases[0]: unknown key 'graf'; known are engine,"
            + " front_end, gates,",
        "cases:;  - {graph: none.pb} | 2: cases[0].graph: ",
        "cases:;  - {graph: /} | 2: cases[0].graph: /: a folder, not a file",
        "cases:;  - {graph: clips} | 2: cases[0].graph: ",
        "cases:;  - {graph: /dev/null} | 2: cases[0].graph: /dev/null: neither a file nor a folder",
        "cases:;  - {graph: a.pb, labels: clips} | 2: cases[0].labels: ",
        "cases:;  - {engine: native} | 2: cases[0]: key 'graph' is missing",
        "name: x | 1: key 'cases' is missing",
        "cases: [] | 1: cases: the list is empty",
        "cases: [{graph: a.pb, threads: none}] | 1: cases[0].threads: 'none' is not a whole number",
        "cases: [{graph: a.pb, threads: 0}] | 1: cases[0].threads: '0' is not a whole number",
        "cases:;  - graph: a.pb;    gates:;      p99: {max: 3} | 4: cases[0].gates.p99.max: '3' is"
            + " not a time",
        "cases:;  - graph: a.pb;    gates:;      p99: 3ms | 4: cases[0].gates.p99: expected keys"
            + " and values",
        "cases:;  - graph: a.pb;    gates: {instructions: {to: b}} | 3:"
            + " cases[0].gates.instructions: with to it needs one",
        "cases:;  - graph: a.pb;    gates: {instructions: {max_ratio: 2}} | 3:"
            + " cases[0].gates.instructions.max_ratio: needs to",
        "cases:;  - graph: a.pb;    gates: {instructions: {to: b, max_growth: 1%}} | 2: cases[0]:"
            + " gates.instructions: no case named 'b'",
        "cases:;  - {graph: a.pb, library: no.so} | 2: cases[0].library: ",
        "cases:;  - {graph: a.pb, engine: tensorflow, library: b.pb} | 2: cases[0].library: is of"
            + " the native engine",
        "cases:;  - graph: a.pb;    gates: {size: {}} | 3: cases[0].gates.size: needs max or"
            + " max_growth",
        "cases:;  - graph: a.pb;    gates: {ratio: {to: zz}} | 2: cases[0]: gates.ratio: no case"
            + " named 'zz'; there are a",
        "cases:;  - graph: a.pb;    gates: {ratio: {to: a}} | 2: cases[0]: gates.ratio: a case"
            + " cannot",
        "cases:;  - graph: a.pb;  - graph: a.pb | 3: cases[1]: a case named 'a' is there already",
        "cases:;  - graph: a.pb;    graph: b.pb | 3: cases[0]: key 'graph' is given twice",
        "cases: [{graph: a.pb, gates: {accuracy: {clips: clips, labels: labels.txt, min: 120%}}}] |"
            + " 1: cases[0].gates.accuracy.min: a share is at most 1",
        "alpha: 0.9;cases: [{graph: a.pb}] | 1: alpha: must be from",
        "cases: [{graph: a.pb] | 1: not YAML: ",
        "seed: | 1: key 'cases' is missing",
        "seed:;cases: [{graph: a.pb}] | 1: seed: the value is empty",
        "- a | 1: expected keys and values, found a list",
        "!!javax.script.ScriptEngineManager [] | 1: not YAML: Global tag is not allowed",
        "&a [*a, *a] | 1: expected keys and values, found a list",
      })
  void anErrorNamesLineAndKey(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml.replace(';', '\n')))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder.resolve("suite.yaml") + ":" + message);
  }

  @Test
  void anEmptyMissingOrBinaryFileIsNamed() throws IOException {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> SuiteReader.read(folder.resolve("no.yaml")))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve("no.yaml") + ": no such file");
    Path binary =
        Files.write(folder.resolve("bin.yaml"), new byte[] {0, 1, (byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> SuiteReader.read(binary))
        .isInstanceOf(KwsException.class)
        .hasMessage(binary + ": not a text file: it holds zero bytes");
    assertThatThrownBy(() -> SuiteReader.read(folder))
        .hasMessage(folder + ": a folder, not a file");
  }

  @Test
  void listsThatMultiplyToBillionsAreRefusedAtOnce() {
    String graphs = String.join(", ", Collections.nCopies(200, "a.pb"));
    String engines = String.join(", ", Collections.nCopies(300, "native"));
    String threads =
        IntStream.rangeClosed(1, 1024).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(
                    () ->
                        read(
                            "cases: [{graph: [%s], engine: [%s], threads: [%s]}]"
                                .formatted(graphs, engines, threads)))
                .hasMessageContaining("more than 1000 cases"));
  }

  @Test
  void aValueOfMegabytesIsRefusedAtOnce() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThatThrownBy(() -> read("name: " + "x".repeat(6 << 20)))
                .isInstanceOf(KwsException.class)
                .hasMessageStartingWith(folder.resolve("suite.yaml") + ": more than "));
  }

  @Test
  void aPipeIsNeverOpened() throws Exception {
    Path pipe = folder.resolve("pipe");
    Needs.that(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThatThrownBy(() -> SuiteReader.read(pipe)).hasMessage(pipe + ": not a file");
          for (String key : List.of("graph", "input", "labels", "library")) {
            String graph = key.equals("graph") ? "" : "graph: a.pb, ";
            assertThatThrownBy(() -> read("cases: [{" + graph + key + ": pipe}]"))
                .hasMessageEndingWith(pipe + ": neither a file nor a folder");
          }
        });
  }

  private Suite read(String yaml) {
    try {
      return SuiteReader.read(Files.writeString(folder.resolve("suite.yaml"), yaml));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
