package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From evaluate's budget of false alarms to the thresholds that listen uses. */
class ListenBudgetTest extends Listening {
  private static final int RATE = ToneModel.RATE;
  private static final short[] TALK = talkOfEightSeconds();

  /** The sound of six seconds without its end, and a "no" of half the amplitude from 6 to 7 s. */
  private static short[] talkOfEightSeconds() {
    short[] talk = Arrays.copyOf(Arrays.copyOf(SOUND, 5 * RATE), 8 * RATE);
    for (int i = 0; i < RATE; i++) {
      talk[6 * RATE + i] = (short) (SOUND[7 * RATE / 2 + i] / 2);
    }
    return talk;
  }

  /** Both words once; the second "no" is none. */
  private Path talk() throws IOException {
    Path wav = folder.resolve("talk.wav");
    WavWriter.write(wav, Clip.ofPcm16(RATE, 1, TALK));
    Files.writeString(folder.resolve("talk.txt"), "yes, 1000\nno, 3500, 4400\n");
    return wav;
  }

  private Path toneModel() throws IOException {
    return ToneModel.compiled(
        folder, ToneModel.graphWithUnknown(), "--hop_ms=100", "--rule=average,pause_ms=1500");
  }

  private Path data() throws IOException {
    for (int word = 0; word < 2; word++) {
      Path clips =
          Files.createDirectories(folder.resolve("data").resolve(word == 0 ? "yes" : "no"));
      int from = word == 0 ? RATE : 7 * RATE / 2;
      short[] tone = Arrays.copyOfRange(SOUND, from, from + RATE);
      for (int i = 0; i < 3; i++) {
        WavWriter.write(clips.resolve("s" + i + "_nohash_0.wav"), Clip.ofPcm16(RATE, 1, tone));
      }
    }
    return folder.resolve("data");
  }

  private Invocation evaluate(Path model, String... more) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of("evaluate", "--graph", model.toString(), "--data", data().toString()));
    line.addAll(List.of("--sets", "hash", "--testing", "100", "--validation", "0"));
    line.addAll(List.of("--long_wav", talk().toString()));
    line.addAll(List.of(more));
    return Invocation.of(line.toArray(String[]::new));
  }

  @Test
  void listenTakesTheThresholdsThatEvaluateWrote() throws IOException {
    Path frozen = Files.write(folder.resolve("m.pb"), ToneModel.graphWithUnknown());
    for (Path model : List.of(toneModel(), frozen)) {
      Path written = folder.resolve("written-" + model.getFileName());
      Invocation evaluated =
          evaluate(
              model,
              "--hop_ms=100",
              "--rule=average,pause_ms=1500",
              "--budget=0/h",
              "--format=json",
              "--write",
              written.toString());
      assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
      JsonNode budget = new ObjectMapper().readTree(evaluated.out).get("budget");
      assertThat(budget.at("/words/0/label").asText()).isEqualTo("no");
      double no = budget.at("/words/0/threshold").asDouble();
      double yes = budget.at("/words/1/threshold").asDouble();
      assertThat(no).isBetween(0.7, 0.9);
      assertThat(yes).isEqualTo(0.05);
      assertThat(budget.at("/all_words/said").asInt()).isEqualTo(2);
      assertThat(budget.at("/all_words/missed").asInt()).isZero();
      assertThat(budget.at("/all_words/false_alarms").asInt()).isZero();
      assertThat(budget.at("/no_alarm_proves_below").asDouble()).isBetween(2.99 * 450, 3.0 * 450);

      assertThat(words(written, "--budget", "0/h")).containsExactly("yes", "no");
      assertThat(words(written)).containsExactly("yes", "no");
      // an alarm in eight seconds is 450 per hour
      assertThat(words(written, "--budget", "450/h")).containsExactly("yes", "no", "no");
    }
  }

  /** Noise that the model takes for both words, four times a minute each. */
  @Test
  void wordsThatTogetherExceedTheBudgetOfEachAreTold() throws IOException {
    Path alarms = folder.resolve("alarms.wav");
    WavWriter.write(alarms, Clip.ofPcm16(RATE, 1, TALK));
    Path written = folder.resolve("both.kws");
    String[] line = {"--negative_wav=" + alarms, "--budget=300/h", "--write", written.toString()};

    Invocation evaluated = evaluate(toneModel(), line);

    assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
    String told =
        "all words together cause \\d+\\.\\d\\d false alarms per hour: --budget is for each word;"
            + " --budget 150/h is 300 for all 2";
    assertThat(evaluated.err.lines().filter(one -> one.contains("together")).toList())
        .singleElement()
        .asString()
        .matches("kwsbench: " + told);
    Invocation heard =
        listen(ToneModel.bytes(TALK), "--graph", written.toString(), "--budget=300/h", "-");
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    assertThat(heard.err.strip()).matches("kwsbench: " + written + ": " + told);
  }

  /** Square waves are louder than any tone: the model is sure of them. */
  @Test
  void aBudgetOutOfReachStillGetsItsReport() throws IOException {
    Path written = folder.resolve("none.kws");
    Path square = folder.resolve("square.wav");
    short[] loud = Arrays.copyOf(SOUND, 5 * RATE);
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) (Short.MAX_VALUE * Integer.signum(loud[i]));
    }
    WavWriter.write(square, Clip.ofPcm16(RATE, 1, loud));

    Invocation evaluated =
        evaluate(
            toneModel(), "--negative_wav=" + square, "--budget=1/h", "--write", written.toString());

    assertThat(evaluated.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(evaluated.out).contains("Long audio: ").doesNotContain("Thresholds for");
    assertThat(evaluated.err.lines())
        .last()
        .asString()
        .matches("kwsbench: no threshold of 'no', 'yes' keeps to 1\\.0 false alarms per hour: .*");
    assertThat(written).doesNotExist();
  }

  @Test
  void theModelsOwnFileTakesTheThresholds() throws IOException {
    Path frozen = Files.write(folder.resolve("own.pb"), ToneModel.graphWithUnknown());
    byte[] before = Files.readAllBytes(frozen);

    Invocation evaluated = evaluate(frozen, "--budget=0/h", "--write", frozen.toString());

    assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
    assertThat(Files.readAllBytes(frozen)).isNotEqualTo(before);
    assertThat(words(frozen, "--budget", "0/h")).isNotEmpty();
  }

  private static List<String> words(Path model, String... flags) {
    List<String> line = new ArrayList<>(List.of("--graph", model.toString()));
    line.addAll(List.of(flags));
    line.add("-");
    Invocation heard = listen(ToneModel.bytes(TALK), line.toArray(String[]::new));
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    return heard.out.lines().map(row -> row.split(" ")[3]).toList();
  }

  @Test
  void theTextHasAThresholdPerWordAndWhatTheAudioProves() throws IOException {
    Invocation evaluated =
        evaluate(toneModel(), "--budget=0/h", "--negative_wav", noise().toString());

    assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
    assertThat(evaluated.out)
        .contains("Thresholds for at most 0 false alarms per hour and word")
        .containsPattern("yes +0\\.05 +0 of 1 \\(0\\.0%\\) +0 +0\\.00 \\(0\\.00-\\d+\\.\\d\\d\\)")
        .containsPattern("all words +0 of 2 ")
        .contains(" seconds without a false alarm prove fewer than ")
        .contains("delay (ms)")
        .doesNotContain("0.00 hours")
        .as("no row for what so little audio cannot show")
        .doesNotContainPattern("(?m)^ *(0\\.5|60\\.0) ")
        .contains("Long audio: " + noise());
  }

  @Test
  void aBenchmarkTellsTheTimeFromAWordsEndToItsEvent() throws IOException {
    String[] line = {
      "benchmark",
      "--stream",
      "--graph",
      "" + toneModel(),
      "--long_wav",
      "" + talk(),
      "--max_num_runs=4"
    };
    Invocation text = Invocation.of(line);
    assertThat(text.code).as(text.err).isEqualTo(ExitCode.DONE);
    assertThat(text.out)
        .contains("talk.wav: 2 of 2 words detected")
        .containsPattern("from a word's end to its event: median -\\d+ ms, p90 -?\\d+, p99 ");

    String[] asJson = Arrays.copyOf(line, line.length + 1);
    asJson[line.length] = "--format=json";
    JsonNode delay = new ObjectMapper().readTree(Invocation.of(asJson).out).get("word_delay");
    assertThat(delay.get("words").asInt()).isEqualTo(2);
    assertThat(delay.at("/delay_ms/count").asInt()).isEqualTo(2);
    // windows end every 100 ms; a tone is heard when it fills half of its window, and the word
    // "no" ends 100 ms before its tone
    assertThat(delay.at("/delay_ms/min").asDouble()).isBetween(-500.0, 0.0);
    assertThat(delay.at("/delay_ms/median").asDouble()).isBetween(-400.0, 0.0);
  }

  @Test
  void aSuiteGatesTheDetector() throws IOException {
    toneModel();
    talk();
    // one false "no" in eight seconds
    JsonNode gates = gates("{recordings: talk.wav, max: 451}", "{recordings: talk.wav, max: 0%}");
    assertThat(gates.at("/0/status").asText()).isEqualTo("PASS");
    assertThat(gates.at("/0/value").asDouble()).isEqualTo(450);
    assertThat(gates.at("/0/note").asText()).startsWith("1 in 8.0 seconds, 95 % interval ");
    assertThat(gates.at("/1/status").asText()).isEqualTo("PASS");
    assertThat(gates.at("/1/note").asText()).isEqualTo("0 of 2 words");
    // a "yes" that nobody says, in a folder of recordings
    Files.writeString(folder.resolve("talk.txt"), "yes, 1000\nno, 3500\nno, 6000\nyes, 5000\n");
    JsonNode others = gates("{recordings: ., max: 0}", "{recordings: ., max: 20%}");
    assertThat(others.at("/0/status").asText()).isEqualTo("PASS");
    assertThat(others.at("/1/status").asText()).isEqualTo("FAIL");
    assertThat(others.at("/1/value").asDouble()).isEqualTo(0.25);
  }

  private JsonNode gates(String alarms, String misses) throws IOException {
    Path suite = folder.resolve("suite.yaml");
    Files.writeString(
        suite,
        "budget: 1s\ncases:\n  - graph: tones.kws\n    gates:\n"
            + "      false_alarms_per_hour: "
            + alarms
            + "\n      miss_rate: "
            + misses
            + "\n");
    Path journal = folder.resolve("journal.jsonl");
    Invocation run = Invocation.of("suite", "" + suite, "--format=json", "--journal", "" + journal);
    Files.deleteIfExists(journal);
    JsonNode json = new ObjectMapper().readTree(run.out);
    assertThat(json.at("/cases/0/gates").size()).as(run.err + run.out).isEqualTo(2);
    return json.at("/cases/0/gates");
  }

  private Path noise() throws IOException {
    Path noise = Files.createDirectories(folder.resolve("noise"));
    WavWriter.write(noise.resolve("a.wav"), Clip.ofPcm16(RATE, 1, new short[RATE / 2]));
    WavWriter.write(noise.resolve("b.wav"), Clip.ofPcm16(RATE, 1, new short[2 * RATE]));
    return noise;
  }

  @Test
  void aModelWithoutTheTableNamesTheCommandThatWritesIt() throws IOException {
    String graph = model().toString();
    Invocation heard = listen(ToneModel.bytes(TALK), "--graph", graph, "--budget", "0.5/h", "-");

    assertThat(heard.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(heard.err.lines())
        .singleElement()
        .asString()
        .startsWith("kwsbench: " + graph + ": has no measured thresholds: ")
        .endsWith("--budget 0.5/h --write " + graph);
  }

  @Test
  void whatHasNoUseIsRefused() throws IOException {
    String graph = model().toString();
    for (String flag : List.of("--rule=streak", "--threshold=0.5", "--hop_ms=80")) {
      Invocation heard = listen(new byte[0], "--graph", graph, "--budget", "1/h", flag, "-");
      assertThat(heard.code).isEqualTo(ExitCode.USAGE);
      assertThat(heard.err).contains("does not go with --budget");
    }
    for (String rate : List.of("0.5", "-1/h", "0.5/d", "x/h")) {
      Invocation heard = listen(new byte[0], "--graph", graph, "--budget=" + rate, "-");
      assertThat(heard.code).isEqualTo(ExitCode.USAGE);
      assertThat(heard.err).contains("'" + rate + "' is not a number of false alarms per hour");
    }
    Invocation other = evaluate(model(), "--budget=1/h", "--write", folder + "/other.pb");
    assertThat(other.code).isEqualTo(ExitCode.USAGE);
    assertThat(other.err).contains("--write: cannot write ");
  }
}
