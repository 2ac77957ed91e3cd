package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.TinyGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.BenchmarkEntries;
import org.tensorflow.proto.DataType;

class BenchmarkCommandTest {
  @TempDir Path folder;

  private String defaultGraph() throws IOException {
    Path file = folder.resolve("default.pb");
    Files.write(file, SeededPiGraph.make().toBytes());
    return file.toString();
  }

  @Test
  void withoutAFlagTheEmbeddedModelHearsAWord() {
    Invocation run = Invocation.of("--max_num_runs=3", "--gates=challenge");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .contains("embedded keyword spotter")
        .containsPattern("embedded clip: yes 0\\.[5-9]")
        .contains("the embedded clip")
        .containsPattern("PASS +size ")
        .containsPattern("PASS +op_time ")
        .containsPattern("PASS +inputs\n +decoded_sample_data:0")
        .containsPattern("PASS +output +\\(labels_softmax:0 float\\[12\\]; wanted: .* 12 classes");
  }

  @Test
  void withoutAFlagBothEnginesRunOnOneThreadAndTheAnswerStandsFirstAndLast() {
    Invocation run = Invocation.of("--max_num_runs=8");
    List<String> lines = run.out.lines().toList();
    assertThat(lines.get(0))
        .matches("Native engine: .* per clip \\(median of 8 runs, one thread\\), .* real time\\.");
    assertThat(lines.get(1)).contains("than TensorFlow (").endsWith("; outputs agree.");
    assertThat(lines.get(2)).matches("Heard: yes \\(0\\.[5-9].\\)\\.");
    assertThat(lines.subList(lines.size() - 3, lines.size())).isEqualTo(lines.subList(0, 3));
    assertThat(run.out)
        .containsPattern("native +tensorflow\n")
        .contains("Time by op type, tensorflow (median of 8 traced runs)")
        .contains("Slowest nodes, native (median of 8 traced runs)")
        .doesNotContain("Const");
    assertThat(lines).hasSizeLessThan(100).allMatch(line -> line.length() <= 100);
  }

  @Test
  void noiseIsNoClipAndIsNotHeard() {
    Invocation run = Invocation.of("--max_num_runs=2", "--seed=1", "--engine=native");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .startsWith("Native engine: ")
        .containsPattern("real time\\.\n$")
        .doesNotContain("Heard: ", "TensorFlow");
  }

  @Test
  void aClassThatNobodyNamesIsHeardByItsNumber() {
    Path graph = Material.fixture("tf1/gru.pb");
    Invocation run = Invocation.of("--graph=" + graph, "--engine=native", "--max_num_runs=2");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out).containsPattern("Heard: p\\d+ \\(0\\.\\d\\d\\)\\.\n");
  }

  @Test
  void benchmarkModelsFormatIsChosenByNameAndByItsFlags() {
    String name = Invocation.of("--max_num_runs=2", "--format=benchmark_model").out;
    assertThat(name)
        .startsWith("Graph: [")
        .contains("Engine: [tensorflow ", "threads: [engine's choice]", "== Run Order ==")
        .contains("covered: 100.0% of the nodes")
        .containsPattern("Average inference timings in us: Warmup: \\d+, no stats: \\d+");
    assertThat(Invocation.of("--max_num_runs=2", "--show_run_order=false").out)
        .startsWith("Graph: [")
        .contains("== Top by Computation Time ==")
        .doesNotContain("Run Order");
    Invocation refused = Invocation.of("--max_num_runs=2", "--show_time", "--format=text");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err)
        .isEqualTo("kwsbench: --show_time applies to --format benchmark_model only, not to text\n");
  }

  @Test
  void aLoopThatBecameOneStepHasTheOperationsOfAllItsIterations() throws IOException {
    Path graph = Material.fixture("tf1/gru.pb");
    Invocation run =
        Invocation.of("--graph=" + graph, "--engine=native", "--max_num_runs=3", "--format=json");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    JsonNode result = new ObjectMapper().readTree(run.out).get("results").get(0);
    List<JsonNode> loops = new ArrayList<>();
    result.get("ops").get("nodes").forEach(node -> add(loops, node, "gru"));
    // 25 frames, three gates of 12 units, each of a state of 12
    assertThat(loops)
        .singleElement()
        .satisfies(
            loop -> assertThat(loop.get("flops").asLong()).isGreaterThan(25 * 3 * 12 * 12 * 2));
  }

  private static void add(List<JsonNode> found, JsonNode node, String type) {
    if (node.get("type").asText().equals(type)) {
      found.add(node);
    }
  }

  @Test
  void theOriginalsCommandLineWorksUnchanged() throws IOException {
    Invocation run =
        Invocation.of(
            "--graph=" + defaultGraph(),
            "--input_layer=decoded_sample_data:0,decoded_sample_data:1",
            "--input_layer_shape=16000,1:",
            "--input_layer_type=float,int32",
            "--input_layer_values=:16000",
            "--output_layer=labels_softmax:0",
            "--show_run_order=false",
            "--show_time=false",
            "--show_memory=false",
            "--show_summary=true",
            "--show_flops=true",
            "--num_runs=3",
            "--run_delay=0.001");
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .contains("FLOPs estimate: 112.47M\nFLOPs/second: ")
        .contains("FLOPs estimate: 112.36M of that in convolutions")
        .contains("Timings (microseconds): count=3 ")
        .contains("Memory (bytes): count=3 ")
        .contains("Summary by node type")
        .doesNotContain("Run Order")
        .doesNotContain("Top by Computation Time")
        .doesNotContain("Top by Memory Use");
  }

  @Test
  void opsOfATracedRunExplainMostOfIt() throws IOException {
    Invocation run = Invocation.of("--format=json", "--num_threads=1", "--max_num_runs=30");
    JsonNode result = new ObjectMapper().readTree(run.out).at("/results/0");
    double shares = 0;
    for (JsonNode node : result.at("/ops/nodes")) {
      shares += node.get("median_share").asDouble();
    }
    assertThat(shares).isBetween(0.999, 1.001);
    assertThat(result.at("/tracing/op_sum_median_us").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(result.at("/tracing/traced_median_us").asDouble());
    assertThat(result.at("/memory/peak_activations_bytes").asLong())
        .isBetween(400_000L, 1_000_000L);
  }

  @Test
  void anOutputOfMoreElementsThanAnIntCountsIsRefusedByName() throws IOException {
    byte[] graph =
        GraphBuilder.graph()
            .placeholder("a", 65_536, 1)
            .placeholder("b", 1, 65_536)
            .op("MatMul", "product", "a", "b")
            .type("T", DataType.DT_FLOAT)
            .bytes();
    Path file = Files.write(folder.resolve("large.pb"), graph);
    Invocation run = Invocation.of("--graph", file.toString(), "--max_num_runs=1");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err.lines()).singleElement().asString().contains(file + ": ", "2 GiB");
  }

  @Test
  void aReportGoesWholeToAFile() throws IOException {
    Path file = folder.resolve("sub/report.csv");
    Invocation run = Invocation.of("--max_num_runs=2", "--format", "csv", "--out", file.toString());
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out).isEmpty();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines.get(0)).startsWith("result,run_order,type,name");
    assertThat(lines).hasSizeGreaterThan(50);
  }

  @Test
  void aGateThatFailsIsExitCodeFour() throws IOException {
    Path graph = folder.resolve("other.pb");
    Files.write(graph, TinyGraph.bytes());
    Invocation run = Invocation.of("--graph", graph.toString(), "--gate", "--max_num_runs=2");
    assertThat(run.code).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(run.err).isEqualTo("kwsbench: gates failed: inputs, output\n");
    assertThat(Invocation.of("--graph", graph.toString(), "--max_num_runs=2").code)
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void realClipsAreFedInTurnAndTheirClassesTold() throws IOException {
    WavWriter.write(folder.resolve("a.wav"), SyntheticClip.of(1));
    WavWriter.write(folder.resolve("b.wav"), SyntheticClip.of(2).fit(8000, 1));
    Path labels = folder.resolve("labels.txt");
    Files.write(labels, SeededPiGraph.LABELS);
    Invocation run =
        Invocation.of(
            "--graph",
            defaultGraph(),
            "--input_wav",
            folder.toString(),
            "--labels",
            labels.toString(),
            "--max_num_runs=4");
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .contains("Heard in 2 clips: ", "2 clips in turn of")
        .contains("b.wav: padded from 8000 to 16000 samples with silence")
        .containsPattern("a\\.wav: \\w+ 0\\.\\d{4} \\w+ 0\\.\\d{4}");
  }

  @Test
  @Timeout(60)
  void labelsThatDoNotFitAreRefusedBeforeAnHourOfMeasuring() throws IOException {
    Path labels = Files.writeString(folder.resolve("two.txt"), "yes\nno\n");
    Invocation run =
        Invocation.of(
            "--graph",
            defaultGraph(),
            "--labels",
            labels.toString(),
            "--max_num_runs=100000000",
            "--max_time=3600");
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("two.txt: 2 labels for ").hasLineCount(1);
  }

  @Test
  void testReporterFilesAreBenchmarkModels() throws IOException {
    String prefix = folder.resolve("bench_").toString();
    Invocation run =
        Invocation.of("--max_num_runs=3", "--benchmark_name=a/b", "--output_prefix=" + prefix);
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    BenchmarkEntries entries =
        BenchmarkEntries.parseFrom(Files.readAllBytes(folder.resolve("bench_a__b")));
    assertThat(entries.getEntry(0).getName()).isEqualTo("a/b");
    assertThat(entries.getEntry(0).getIters()).isEqualTo(3);
    assertThat(entries.getEntry(0).getWallTime()).isPositive();
    assertThat(folder.resolve("bench_a__b_meta-init")).exists();
    assertThat(folder.resolve("bench_a__b_Reshape")).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=xml",
        "--engine=tensorflo",
        "--max_time=NaN",
        "--input_layer_shape=1",
        "--input_layer=a,b --input_layer_type=float",
        "--input_layer=a --input_layer_shape=1,x",
        "--input_layer=a --input_layer_shape=-1",
        "--input_layer=a --input_layer_type=color",
        "--input_layer=a --input_layer_values=x",
        "--seed=1 --input_wav=x.wav",
        "--seed=x",
        "stray"
      })
  void badUsageIsOneLineAndCodeTwo(String arguments) {
    Invocation run = Invocation.of(arguments.split(" "));
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).startsWith("kwsbench: ").hasLineCount(1);
    assertThat(run.out).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--graph no-such.pb",
        "--graph .",
        "--input_layer nowhere",
        "--output_layer labels_softmxa",
        "--input_layer=decoded_sample_data:0 --input_layer_shape=15999,1",
        "--input_layer=decoded_sample_data:0 --input_layer_type=int32",
        "--input_layer=decoded_sample_data:2",
        "--input_layer=decoded_sample_data:1 --input_layer_values=1,2",
        "--input_wav no-such.wav",
        "--labels no-such.txt",
        "--max_num_runs=1 --out=/proc/nowhere/x"
      })
  void badInputIsOneLineAndCodeThree(String arguments) {
    Invocation run = Invocation.of(arguments.split(" "));
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).startsWith("kwsbench: ").hasLineCount(1);
  }

  static Stream<Path> realGraphs() {
    return Stream.of(
            Material.both("tf1/dnn.pb", "graphs/arm-kws/DNN_S.pb"),
            Material.both("tf1/gru.pb", "graphs/arm-kws/GRU_S.pb"),
            Material.both("keras2/plain.pb", "keras/zoo/simple.pb"))
        .flatMap(both -> both);
  }

  @ParameterizedTest
  @MethodSource("realGraphs")
  void realGraphsNeedNoFlagButGraph(Path graph) {
    Invocation run = Invocation.of("--graph", graph.toString(), "--max_num_runs=3");
    assertThat(run.err.lines().filter(line -> !line.contains("labels.txt names the classes; ")))
        .isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out).contains("faster than real time").doesNotContain("Gates");
  }
}
