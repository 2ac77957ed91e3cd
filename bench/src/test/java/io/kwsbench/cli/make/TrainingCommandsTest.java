package io.kwsbench.cli.make;

import static io.kwsbench.cli.make.TwoWords.train;
import static io.kwsbench.cli.make.TwoWords.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from its data to its evaluation. Noise makes the clips, so nothing else is needed. */
class TrainingCommandsTest {
  @TempDir Path folder;

  @Test
  void fromNoiseToAnEvaluatedModel() throws IOException {
    String data = TwoWords.data(folder);
    String run = folder.resolve("run").toString();

    Invocation corpus = Invocation.of("corpus", "--data", data, "--words", "low,high");
    assertThat(corpus.out).contains("low", "high", "_silence_", "training");
    assertThat(corpus.code).isEqualTo(ExitCode.DONE);
    assertThat(corpus.err)
        .startsWith("kwsbench: no clip is _unknown_: ")
        .contains("--unknown_data");
    assertThat(Invocation.of("corpus", "--data", data, "--words", "low").err)
        .doesNotContain("no clip");

    Invocation train = Invocation.of(train(data, run, "1"));
    assertThat(train.code).as(train.err).isEqualTo(ExitCode.DONE);
    assertThat(train.out).contains("epoch   1: loss ", "best: epoch 1");
    assertThat(train.err).contains("no clip is _unknown_: ");
    Path best = Path.of(run, "ep-001-");
    assertThat(train.out.lines().skip(train.out.lines().count() - 2).toList())
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("next: kwsbench evaluate --checkpoint " + best)
                    .endsWith(" --data " + data + " --sets hash --set validation"),
            two ->
                assertThat(two)
                    .startsWith("next: kwsbench freeze --checkpoint " + best)
                    .endsWith(".hdf5 --out frozen.pb"));

    Invocation again = Invocation.of(train(data, run, "2"));
    assertThat(again.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(again.err)
        .isEqualTo("kwsbench: " + run + " holds a run; add --resume to continue it\n");

    Invocation other = Invocation.of(with(train(data, run, "2"), "--resume", "--batch=7"));
    assertThat(other.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err.strip())
        .matches(
            "kwsbench: "
                + Pattern.quote(run)
                + ": the run has other flags: --batch: \\d+ there, 7 here");

    assertSpoiledFlagsAreTheRecords(Path.of(run));

    // all other flags are those that it was started with
    Invocation resumed = Invocation.of("train", "--resume", "--out", run, "--epochs", "2");
    assertThat(resumed.code).as(resumed.err).isEqualTo(ExitCode.DONE);
    assertThat(resumed.out).contains("epoch   2: ").doesNotContain("epoch   1: ");
    assertThat(resumed.err).contains(run + " continues with --epochs: 1 there, 2 here");

    Path checkpoint;
    try (var files = Files.newDirectoryStream(Path.of(run), "ep-002-*.hdf5")) {
      checkpoint = files.iterator().next();
    }
    Invocation evaluated =
        Invocation.of(
            "evaluate",
            "--checkpoint",
            checkpoint.toString(),
            "--data",
            data,
            "--words",
            "low,high",
            "--validation",
            "40",
            "--set",
            "validation",
            "--engine",
            "tensorflow",
            "--long_minutes",
            "0.2",
            "--hop_ms",
            "500",
            "--vad",
            "--pictures",
            folder.resolve("pictures").toString(),
            "--format",
            "json");
    assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
    assertThat(evaluated.out)
        .contains("\"accuracy\" : ", "\"label\" : \"high\"", "\"false_alarms_per_hour\" : ")
        .contains("\"vad\" : {", "\"skipped_share\" : ");
    assertProtocolsAnswer(checkpoint, data);
    assertUnreadableClipsAreInNoFigure(checkpoint, data);
    String[] bare = {"evaluate", "--checkpoint", checkpoint.toString(), "--data", data};
    Invocation empty = Invocation.of(with(bare, "--validation=40", "--engine=native"));
    assertThat(empty.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(empty.err)
        .containsPattern("the testing set is empty; --set validation has [1-9]\\d* clips\n$");
    assertThat(Invocation.of(with(bare, "--set=training", "--engine=native")).out)
        .containsPattern("model +\\S+ \\(frozen: [\\d,]+ bytes\\)\n");
    assertThat(folder.resolve("pictures"))
        .isDirectoryContaining("glob:**/confusion.png")
        .isDirectoryContaining("glob:**/roc.svg");

    Invocation plotted =
        Invocation.of("plot", "--logs", run + "/logs", "--out", folder.resolve("plots").toString());
    assertThat(plotted.code).as(plotted.err).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("plots/accuracy.svg"))
        .content()
        .contains("<svg ", "rgb(213,94,0)", "</svg>");
    assertThat(Files.readAllBytes(folder.resolve("plots/accuracy.png")))
        .startsWith(0x89, 'P', 'N', 'G');
  }

  private void assertProtocolsAnswer(Path checkpoint, String data) throws IOException {
    String[] line = {
      "evaluate", "--checkpoint", checkpoint.toString(), "--data", data, "--set=training"
    };
    Path talk = Path.of(data, "low", "s0_nohash_0.wav");
    Files.writeString(Path.of(data, "low", "s0_nohash_0.txt"), "low, 0\n_unknown_, 500\n");
    Invocation accuracy =
        Invocation.of(with(line, "--protocol=tensorflow", "--long_wav", talk.toString()));
    assertThat(accuracy.code).as(accuracy.err).isEqualTo(ExitCode.DONE);
    assertThat(accuracy.out)
        .contains("Protocol tensorflow", "of 2 words: matched 0.0 %", "false positives 0.0 %");

    Path list = folder.resolve("detections.csv");
    String[] mix = {"--long_minutes=0.5", "--snr_db=5", "--protocol=picovoice", "--detections"};
    String[] typed = with(with(line, mix), list.toString());
    Invocation noiseless = Invocation.of(typed);
    assertThat(noiseless.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(noiseless.err)
        .contains("5.0 dB need noise, but no data folder has WAV files in _background_noise_");
    Path noise = Files.createDirectories(Path.of(data, "_background_noise_"));
    Files.copy(Path.of(data, "high", "s0_nohash_0.wav"), noise.resolve("hiss.wav"));
    Invocation mixed = Invocation.of(typed);
    assertThat(mixed.code).as(mixed.err).isEqualTo(ExitCode.DONE);
    assertThat(mixed.out).contains("Protocol picovoice", "area under the curve");
    assertThat(list).content().startsWith("audio,seconds,word,score,verdict\n0.5 min of the");

    Invocation few = Invocation.of(with(line, "--protocol=mlperf_tiny"));
    assertThat(few.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(few.err).contains("clips of wanted words; the audio needs 50");
  }

  /** Nobody typed what a run's record remembers. */
  private static void assertSpoiledFlagsAreTheRecords(Path run) throws IOException {
    Path record = run.resolve("training.json");
    String sound = Files.readString(record);
    for (String flag : List.of("--shift", "--sets", "--batch")) {
      String spoiled = sound.replaceFirst("(\"" + flag + "\" *: *)\"[^\"]*\"", "$1\"1.5\"");
      assertThat(spoiled).as(flag).isNotEqualTo(sound);
      Files.writeString(record, spoiled);
      Invocation resumed = Invocation.of("train", "--resume", "--out", run.toString());
      assertThat(resumed.code).as(resumed.err).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(resumed.err.lines())
          .singleElement()
          .asString()
          .startsWith("kwsbench: " + record + ": ")
          .contains(flag);
    }
    Files.writeString(record, sound);
  }

  private static void assertUnreadableClipsAreInNoFigure(Path checkpoint, String data)
      throws IOException {
    JsonNode whole = evaluateAll(checkpoint, data, ExitCode.DONE);
    Path high;
    try (var files = Files.list(Path.of(data, "high"))) {
      high = files.sorted().findFirst().orElseThrow();
    }
    byte[] sound = Files.readAllBytes(high);
    Files.writeString(high, "<html>");
    JsonNode part = evaluateAll(checkpoint, data, ExitCode.BAD_INPUT);
    Files.write(high, sound);
    assertThat(whole.get("unreadable").asInt()).isZero();
    assertThat(part.get("unreadable").asInt()).isEqualTo(1);
    assertThat(part.get("clips").asInt()).isEqualTo(whole.get("clips").asInt() - 1);
    assertThat(clips(part, "high")).isEqualTo(clips(whole, "high") - 1);
  }

  private static int clips(JsonNode evaluation, String label) {
    for (JsonNode one : evaluation.get("classes")) {
      if (one.get("label").asText().equals(label)) {
        return one.get("clips").asInt();
      }
    }
    throw new AssertionError(label + " in " + evaluation);
  }

  private static JsonNode evaluateAll(Path checkpoint, String data, ExitCode code)
      throws IOException {
    Invocation evaluated =
        Invocation.of(
            "evaluate",
            "--checkpoint",
            checkpoint.toString(),
            "--data",
            data,
            "--words",
            "low,high",
            "--validation",
            "0",
            "--set",
            "training",
            "--engine",
            "native",
            "--format",
            "json");
    assertThat(evaluated.code).as(evaluated.err).isEqualTo(code);
    return new ObjectMapper().readTree(evaluated.out);
  }

  @Test
  void aCosineRunCanBeProlonged() throws IOException {
    String data = TwoWords.data(folder);
    String run = folder.resolve("run").toString();
    String[] two =
        with(
            train(data, run, "2"),
            "--schedule=cosine",
            "--learning_rate=0.001",
            "--format=json",
            "--steps=1");
    Invocation first = Invocation.of(two);
    assertThat(first.code).as(first.err).isEqualTo(ExitCode.DONE);
    assertThat(first.out.lines()).as("JSON alone").allMatch(line -> line.startsWith("{"));
    assertThat(rates(first)).containsExactly(0.001, 0.0005);

    Invocation more =
        Invocation.of("train", "--resume", "--out", run, "--epochs", "4", "--format", "json");
    assertThat(more.code).as(more.err).isEqualTo(ExitCode.DONE);
    assertThat(more.err)
        .contains(
            "kwsbench: " + run + " continues with --epochs: 2 there, 4 here\n",
            "kwsbench: the cosine of the learning rate now ends with epoch 4 instead of 2\n");
    // half way, and three quarters of the way along the longer curve
    double last = 0.001 * (1 + Math.cos(Math.PI * 3 / 4)) / 2;
    assertThat(rates(more)).hasSize(2);
    assertThat(rates(more).get(0)).isCloseTo(0.0005, within(1e-9));
    assertThat(rates(more).get(1)).isCloseTo(last, within(1e-9));
  }

  @Test
  void theChallengesRecipeIsTheOriginals() throws IOException {
    String data = TwoWords.data(folder);
    Path run = folder.resolve("run");
    Invocation first =
        Invocation.of(with(train(data, run.toString(), "1"), "--recipe=challenge2017"));
    assertThat(first.code).as(first.err).isEqualTo(ExitCode.DONE);

    Path file = run.resolve("training.json");
    ObjectNode record = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    JsonNode settings = record.get("settings");
    assertThat(settings.get("schedule").toString())
        .isEqualTo("{\"rule\":\"plateau\",\"factor\":0.5,\"patience\":4,\"least\":1.0E-5}");
    assertThat(settings.get("batchNormAverage").asText()).isEqualTo("FIXED");
    assertThat(settings.get("optimizer").asText()).isEqualTo("rmsprop");
    assertThat(settings.get("learningRate").asDouble()).isEqualTo(1e-3);
    assertThat(settings.get("labelSmoothing").asDouble()).isEqualTo(0.1);
    assertThat(settings.get("dropout").asDouble()).isEqualTo(0.4);

    // a run from before there were recipes remembers none
    ObjectNode remembered = (ObjectNode) record.get("remembered");
    assertThat(remembered.remove("--recipe").asText()).isEqualTo("challenge2017");
    assertThat(remembered.remove("--warmup").asText()).isEqualTo("0");
    new ObjectMapper().writeValue(file.toFile(), record);
    Invocation resumed = Invocation.of("train", "--resume", "--out", run.toString(), "--epochs=2");
    assertThat(resumed.code).as(resumed.err).isEqualTo(ExitCode.DONE);
    assertThat(resumed.out).contains("epoch   2: ");
  }

  /** The learning rates of the epochs that a run prints as JSON. */
  private static List<Double> rates(Invocation trained) throws IOException {
    List<Double> rates = new ArrayList<>();
    for (String line : trained.out.lines().filter(text -> text.startsWith("{")).toList()) {
      rates.add(new ObjectMapper().readTree(line).get("lr").asDouble());
    }
    return rates;
  }

  @Test
  void plotsWhatKerasLogged() {
    Path log = Material.fixture("events/events.out.tfevents.1500000000.fixtures");

    Invocation plotted =
        Invocation.of(
            "plot", "--logs", log.getParent().toString(), "--out", folder.resolve("p").toString());

    assertThat(plotted.code).isEqualTo(ExitCode.DONE);
    assertThat(plotted.err).contains("loss.svg", "accuracy.png", "learning_rate.svg");
  }
}
