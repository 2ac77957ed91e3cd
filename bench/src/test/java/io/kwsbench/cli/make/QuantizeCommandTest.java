package io.kwsbench.cli.make;

import static io.kwsbench.cli.make.TwoWords.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.audio.WavReader;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.proto.DataType;

/**
 * A model of one product that knows nine of its ten clips by heart. One weight of each class is so
 * large that 8 bits leave nothing of the others, and equal in all classes, so that it decides
 * nothing.
 */
class QuantizeCommandTest {
  private static final int SAMPLES = 16_000;
  private static final int CLASSES = 4;
  private static final float HUGE = 1000;

  @TempDir static Path shared;
  private static String data;
  @TempDir Path folder;
  private Path graph;

  @BeforeEach
  void makeModel() throws IOException {
    data = data == null ? TwoWords.data(shared) : data;
    graph = folder.resolve("model.pb");
    Files.write(graph, model("Softmax").toBytes());
    Files.writeString(folder.resolve("labels.txt"), "_silence_\n_unknown_\nlow\nhigh\n");
  }

  private static FrozenGraph model(String last) throws IOException {
    float[] weights = new float[SAMPLES * CLASSES];
    learn(weights, 2, "low");
    learn(weights, 3, "high");
    for (int k = 0; k < CLASSES; k++) {
      weights[k] = HUGE;
    }
    return GraphBuilder.graph()
        .placeholder("clip", 1, SAMPLES)
        .floats("weights", new long[] {SAMPLES, CLASSES}, weights)
        .op("MatMul", "product", "clip", "weights")
        .type("T", DataType.DT_FLOAT)
        .attr("transpose_a", false)
        .attr("transpose_b", false)
        .op(last, "labels_softmax", "product")
        .type("T", DataType.DT_FLOAT)
        .build("model");
  }

  private static void learn(float[] weights, int label, String word) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(data, word))) {
      for (Path file : files.toList()) {
        // a copy, which must not be taken for every sample
        float[] samples = WavReader.read(file).samples();
        double energy = 0;
        for (float sample : samples) {
          energy += sample * sample;
        }
        for (int i = 1; i < SAMPLES; i++) {
          weights[i * CLASSES + label] += (float) (20 * samples[i] / energy);
        }
      }
    }
  }

  private String[] line(String... more) {
    return line(100, more);
  }

  /** The command with a share of clips in the validation set, in percent; the others train. */
  private String[] line(int validation, String... more) {
    String[] line = {
      "quantize",
      "--graph",
      graph.toString(),
      "--data",
      data,
      "--validation=" + validation,
      "--silence=0",
      "--unknown=0"
    };
    return with(line, more);
  }

  @Test
  void falseAlarmsAreCountedInComposedAudio() throws IOException {
    Invocation run = Invocation.of(line("--long_minutes=2", "--to=weights16", "--format=json"));
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    JsonNode audio = new ObjectMapper().readTree(run.out).get("long_audio");
    assertThat(audio.get("hours").asDouble()).isEqualTo(2 / 60.0);
    assertThat(audio.get("words").asInt()).isGreaterThan(10);
    assertThat(audio.get("precisions").size()).isEqualTo(2);
    assertThat(audio.at("/precisions/1/precision").asText()).isEqualTo("weights16");
    assertThat(audio.at("/precisions/1/missed_share").asDouble())
        .isLessThanOrEqualTo(audio.at("/precisions/0/missed_share").asDouble());
    Invocation tooLong = Invocation.of(line("--long_minutes=2000"));
    assertThat(tooLong.code).isEqualTo(ExitCode.USAGE);
    assertThat(tooLong.err).contains("--long_minutes must be 1440 or less");
  }

  @Test
  void theSmallestThatKeepsToTheLimitIsWritten() throws IOException {
    Path out = folder.resolve("small.kws");
    Invocation both = Invocation.of(line("--out", out.toString(), "--format=json"));
    assertThat(both.code).as(both.err).isEqualTo(ExitCode.DONE);
    assertThat(both.err).contains(out + ": written with weights16");
    JsonNode json = new ObjectMapper().readTree(both.out);
    assertThat(json.get("clips").asInt()).isEqualTo(10);
    assertThat(json.get("chosen").asText()).isEqualTo("weights16");
    assertThat(json.at("/precisions/0/accuracy").asDouble()).isEqualTo(0.9);
    assertThat(json.at("/precisions/1/change/drop_points").asDouble()).isEqualTo(90);
    assertThat(json.at("/precisions/1/change/lost").asInt()).isEqualTo(9);
    assertThat(json.at("/precisions/1/change/within_limit").asBoolean()).isFalse();
    assertThat(json.at("/precisions/1/weights/0/nodes/0").asText()).isEqualTo("product");
    assertThat(json.at("/precisions/2/change/other_class").asInt()).isZero();
    assertThat(json.at("/precisions/2/latency/runs").asInt()).isPositive();
    assertThat(json.at("/precisions/2/latency/time_ratio/estimate").asDouble()).isPositive();
    assertThat(json.at("/classes/3/recall/weights16").asDouble()).isGreaterThan(0.7);
    assertThat(json.at("/precisions/2/file_bytes").asLong()).isEqualTo(Files.size(out));
    Invocation used =
        Invocation.of(
            "evaluate",
            "--graph",
            out.toString(),
            "--data",
            data,
            "--validation=100",
            "--silence=0",
            "--set=validation");
    assertThat(used.out).as(used.err).contains("accuracy 0.9000");
  }

  @Test
  void nothingIsWrittenThatLosesMore() {
    Path out = folder.resolve("small.kws");
    Invocation failed = Invocation.of(line("--to=weights8", "--out", out.toString()));
    assertThat(failed.code).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(failed.err)
        .isEqualTo(
            "kwsbench: "
                + folder.resolve("labels.txt")
                + " names the classes; "
                + graph
                + " does not\nkwsbench: more points lost than --max_drop 0.2: weights8 90.00; "
                + out
                + " is not written\n");
    assertThat(failed.out)
        .contains("weights8: 0.00 % of 10 clips right, 90.00 points lost", "beyond the limit");
    assertThat(out).doesNotExist();
    Invocation any = Invocation.of(line("--to=weights8", "--max_drop=100"));
    assertThat(any.code).as(any.err).isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatIsKeptLosesNothing() {
    Invocation kept = Invocation.of(line("--to=weights8", "--keep=product", "--format=csv"));
    assertThat(kept.code).as(kept.err).isEqualTo(ExitCode.DONE);
    assertThat(kept.out).containsPattern("\nweights8,\\d+,0\\.9,0\\.0,0,0\\.0,");
    Invocation strange = Invocation.of(line("--keep=clip"));
    assertThat(strange.code).isEqualTo(ExitCode.USAGE);
    assertThat(strange.err).contains("--keep: no node 'clip' has weights, such as product");
  }

  @Test
  void thePageHoldsTheReport() {
    Invocation page = Invocation.of(line("--to=weights16", "--format=html"));
    assertThat(page.out).as(page.err).contains("<title>model.pb – kwsbench quantize</title>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--to=weights9 | --to: 'weights9' is none of weights8, weights16, bf16, int8",
        "--to=float32 | --to: 'float32' is none of weights8, weights16, bf16, int8",
        "--calibrate=9 | --calibrate needs --to int8",
        "--max_drop=-1 | --max_drop: -1.0 is not between 0 and 100",
        "--set=all | --set: 'all' is not training",
        "--format=junit | --format is text, json, csv, html",
      })
  void whatIsNotThereIsRefused(String flag, String message) {
    Invocation refused = Invocation.of(line(flag));
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains(message).doesNotContain("\tat ");
  }

  /** Two convolutions: the first hears samples, the second computes with integers. */
  private static FrozenGraph convolutions() {
    Attrs floats = Attrs.ofType(DType.FLOAT);
    Attrs window = floats.integers("strides", 1, 1, 1, 1).text("padding", "VALID");
    Random random = new Random(1);
    return GraphBuilder.graph()
        .placeholder("clip", 1, SAMPLES)
        .vector("shape", 1, 1, SAMPLES / 40, 40)
        .op("Reshape", "frames", "clip", "shape")
        .attrs(floats.type("Tshape", DType.INT32))
        .floats("first/kernel", new long[] {1, 1, 40, 16}, numbers(random, 640))
        .op("Conv2D", "first", "frames", "first/kernel")
        .attrs(window)
        .op("Relu6", "heard", "first")
        .attrs(floats)
        .floats("second/kernel", new long[] {1, 3, 16, 128}, numbers(random, 6144))
        .op("Conv2D", "second", "heard", "second/kernel")
        .attrs(window)
        .op("Relu", "features", "second")
        .attrs(floats)
        .vector("axes", 1, 2)
        .op("Mean", "mean", "features", "axes")
        .attrs(floats.type("Tidx", DType.INT32).flag("keep_dims", false))
        .floats("answer/kernel", new long[] {128, CLASSES}, numbers(random, 128 * CLASSES))
        .op("MatMul", "answer", "mean", "answer/kernel")
        .attrs(floats.flag("transpose_a", false).flag("transpose_b", false))
        .op("Softmax", "labels_softmax", "answer")
        .attrs(floats)
        .build("convolutions");
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  @Test
  void integersAreComparedAndWritten() throws IOException {
    Files.write(graph, convolutions().toBytes());
    Path out = folder.resolve("int8.kws");
    String[] integers = line(50, "--to=int8", "--calibrate=6", "--max_drop=100", "--format=json");
    Invocation made = Invocation.of(with(integers, "--out", out.toString()));
    assertThat(made.code).as(made.err).isEqualTo(ExitCode.DONE);
    assertThat(made.err).contains(out + ": written with int8");
    JsonNode form = new ObjectMapper().readTree(made.out).at("/precisions/1");
    assertThat(form.get("precision").asText()).isEqualTo("int8");
    assertThat(form.at("/weights/0/nodes/0").asText()).isEqualTo("second");
    assertThat(form.at("/weights/0/values").asInt()).isEqualTo(6144);
    assertThat(form.at("/weights/0/signal_to_noise_db").asDouble()).isBetween(25.0, 60.0);
    assertThat(form.at("/file_bytes").asLong()).isEqualTo(Files.size(out));
    Path again = folder.resolve("again.kws");
    assertThat(Invocation.of(with(integers, "--out", again.toString())).code)
        .isEqualTo(ExitCode.DONE);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(out));
    Invocation used =
        Invocation.of(
            "evaluate",
            "--graph",
            out.toString(),
            "--data",
            data,
            "--validation=50",
            "--silence=0",
            "--set=validation");
    assertThat(used.code).as(used.err).isEqualTo(ExitCode.DONE);
  }

  @Test
  void modelsWithoutAStepOfIntegersAreRefused() throws IOException {
    Invocation samples = Invocation.of(line("--to=int8"));
    assertThat(samples.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(samples.err)
        .contains(graph + ": no 8-bit arithmetic: no convolution or dense layer");
    Files.write(graph, convolutions().toBytes());
    Invocation kept = Invocation.of(line(50, "--to=int8", "--keep=second"));
    assertThat(kept.code).as(kept.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(kept.err).contains("no 8-bit arithmetic");
    Invocation untrained = Invocation.of(line("--to=int8"));
    assertThat(untrained.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(untrained.err).contains("the training set is empty");
    Invocation none = Invocation.of(line("--to=int8", "--calibrate=0"));
    assertThat(none.code).isEqualTo(ExitCode.USAGE);
    assertThat(none.err).contains("--calibrate: 0 is not positive");
  }

  @Test
  void aSetWithoutClipsIsNamed() {
    Invocation empty = Invocation.of(line("--set=testing"));
    assertThat(empty.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(empty.err).contains("the testing set is empty; --set validation has 10 clips");
  }

  @Test
  void classesOfOtherWordsAreRefused() throws IOException {
    Files.writeString(folder.resolve("labels.txt"), "_silence_\n_unknown_\nyes\nno\n");
    Invocation other = Invocation.of(line());
    assertThat(other.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err).contains("no clips of the wanted word 'yes', only of high low");
    Files.writeString(folder.resolve("labels.txt"), "low\nhigh\na\nb\n");
    assertThat(Invocation.of(line()).err).contains("they must begin with silence and unknown");
  }

  @Test
  void aModelWithoutLabelsHasTheWordsOfTheData() throws IOException {
    Files.delete(folder.resolve("labels.txt"));
    Invocation assumed = Invocation.of(line("--words=low,high"));
    assertThat(assumed.code).as(assumed.err).isEqualTo(ExitCode.DONE);
    assertThat(assumed.err).contains("does not name its classes; assuming silence, unknown");
  }

  @Test
  void graphsThatDoNotCompileAndCompiledModelsAreRefused() throws IOException {
    Files.write(graph, model("Digamma").toBytes());
    Invocation unknown = Invocation.of(line());
    assertThat(unknown.code).as(unknown.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unknown.err).contains("Digamma").hasLineCount(1);
    Path compiled = Files.writeString(folder.resolve("model.kws"), "no plan");
    Invocation plan = Invocation.of("quantize", "--graph", compiled.toString(), "--data", data);
    assertThat(plan.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(plan.err)
        .isEqualTo(
            "kwsbench: "
                + compiled
                + ": a compiled model has no graph: give the model that it was compiled from\n");
    assertThat(List.of(plan.out)).containsExactly("");
  }
}
