package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command with a model of the user's own words. */
class OwnWordsTest {
  @TempDir Path folder;

  private String labeled() throws IOException {
    return OwnWords.graph(folder, "own.pb", OwnWords.LABELS).toString();
  }

  private String nameless() throws IOException {
    Path beside = Files.createDirectories(folder.resolve("nameless"));
    return OwnWords.graph(beside, "own.pb", List.of()).toString();
  }

  private String compiled() throws IOException {
    String file = folder.resolve("own.kws").toString();
    assertThat(Invocation.of("compile", "--graph", labeled(), "--out", file).code)
        .isEqualTo(ExitCode.DONE);
    return file;
  }

  private String clips() throws IOException {
    return OwnWords.clips(folder.resolve("clips")).toString();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String labels(String name, String... labels) throws IOException {
    return Files.write(folder.resolve(name), List.of(labels)).toString();
  }

  private static void refused(Invocation invocation, String... parts) {
    assertThat(invocation.err.lines().filter(line -> !line.contains("level=")))
        .hasSize(1)
        .first()
        .asString()
        .contains(parts);
    assertThat(invocation.code).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void runNamesTheClassesThatTheModelNames() throws IOException {
    for (String model : List.of(labeled(), compiled())) {
      Invocation run = Invocation.of("run", "--graph", model, "--engine=native", clips());
      assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
      assertThat(run.out).startsWith("clip,label,_silence_,_unknown_,hoch,tief\n");
      assertThat(run.out.lines().skip(1).map(line -> line.split(",")[1]))
          .containsExactlyElementsOf(OwnWords.LABELS);
      assertThat(run.err).isEmpty();
    }
  }

  @Test
  void aSuiteJudgesNoAccuracyByLabelsThatContradictTheModel() throws IOException {
    String order = labels("order.txt", "_silence_", "_unknown_", "tief", "hoch");
    OwnWords.data(folder.resolve("words"));
    for (String model : List.of(labeled(), compiled())) {
      Path suite = folder.resolve("suite.yaml");
      Files.writeString(
          suite,
          String.join(
              "\n",
              "cases:",
              "  - graph: " + model,
              "    engine: native",
              "    gates:",
              "      accuracy: {clips: words, labels: order.txt, min: 0.5}",
              ""));
      refused(
          Invocation.of("suite", suite.toString(), "--journal", file("journal.jsonl")),
          order + ": label 3 is 'tief', but 'hoch' in " + model);
    }
  }

  @Test
  void labelsThatContradictTheModelAreRefused() throws IOException {
    String order = labels("order.txt", "_silence_", "_unknown_", "tief", "hoch");
    String count = labels("count.txt", "hoch", "tief");
    for (String model : List.of(labeled(), compiled())) {
      refused(
          Invocation.of("run", "--engine=native", "--graph", model, "--labels", order, clips()),
          order + ": label 3 is 'tief', but 'hoch' in " + model);
      refused(
          Invocation.of("run", "--engine=native", "--graph", model, "--labels", count, clips()),
          count + ": 2 labels for 4 classes of " + model);
    }
    refused(
        Invocation.of("benchmark", "--graph", labeled(), "--labels", order, "--engine=native"),
        order + ": label 3 is 'tief', but 'hoch' in ");
    refused(predict(labeled(), "x.csv", "--labels", order), "label 3 is 'tief'");
  }

  @Test
  void aFileBesideTheModelNamesTheClassesOfOneThatDoesNot() throws IOException {
    String model = nameless();
    Path beside = Path.of(model).resolveSibling("labels.txt");
    Files.write(beside, OwnWords.LABELS);

    Invocation run = Invocation.of("run", "--engine=native", "--graph", model, clips());
    assertThat(run.out).startsWith("clip,label,_silence_,_unknown_,hoch,tief\n");
    assertThat(run.err).contains(beside + " names the classes");

    Files.write(beside, List.of("one"));
    run = Invocation.of("run", "--engine=native", "--graph", model, clips());
    assertThat(run.out).startsWith("clip,label,p0,p1,p2,p3\n");
    assertThat(run.err).contains(beside + " is not used: 1 label, but " + model + " has 4");
  }

  @Test
  void benchmarkHearsTheModelsOwnWords() throws IOException {
    Invocation run =
        Invocation.of(
            "benchmark",
            "--graph",
            labeled(),
            "--engine=native",
            "--max_num_runs=2",
            "--warmup_runs=1",
            "--input_wav",
            OwnWords.clips(folder.resolve("heard")).resolve("d.wav").toString());
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out).contains("\nHeard\n", "d.wav: tief 0.9999");
  }

  private Invocation predict(String model, String out, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("predict", "--engine=native"));
    Collections.addAll(arguments, "--graph", model, "--clips", clips(), "--out", file(out));
    Collections.addAll(arguments, more);
    return Invocation.of(arguments.toArray(String[]::new));
  }

  private List<String> column(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .map(line -> line.split(",")[1])
        .toList();
  }

  @Test
  void predictWritesTheModelsLabelsAndTheChallengesWhenAsked() throws IOException {
    Invocation done = predict(labeled(), "own.csv");
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    List<String> own = List.of("label", "_silence_", "_unknown_", "hoch", "tief");
    assertThat(column("own.csv")).isEqualTo(own);
    assertThat(column("own_all_labels.csv")).isEqualTo(own);
    assertThat(folder.resolve("own_all_labels_probs.csv"))
        .content()
        .startsWith("fname,label,_silence_,_unknown_,hoch,tief\na.wav,_silence_,");

    assertThat(predict(labeled(), "challenge.csv", "--challenge").code).isEqualTo(ExitCode.DONE);
    assertThat(column("challenge.csv"))
        .containsExactly("label", "silence", "unknown", "unknown", "unknown");
    assertThat(predict(compiled(), "compiled.csv").code).isEqualTo(ExitCode.DONE);
    for (String table : List.of(".csv", "_all_labels.csv", "_all_labels_probs.csv")) {
      assertThat(folder.resolve("compiled" + table))
          .hasSameBinaryContentAs(folder.resolve("own" + table));
    }
  }

  @Test
  void aModelThatNoOneKnowsIsNotTakenForAnother() throws IOException {
    refused(predict(nameless(), "x.csv"), "own.pb: names none of its 4 classes", "--labels");
    assertThat(folder.resolve("x.csv")).doesNotExist();
    String three = labels("three.txt", "a", "b", "c");
    refused(
        predict(nameless(), "x.csv", "--labels", three),
        three + ": 3 labels for 4 classes of ",
        "own.pb");
    assertThat(predict(compiled(), "x.csv", "--engine=tensorflow").code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void submitSpellsThemAsTheDeviceDid() throws IOException {
    Invocation done =
        Invocation.of(
            "submit", "--graph", compiled(), "--clips", clips(), "--out", file("submission.csv"));
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    assertThat(column("submission.csv"))
        .containsExactly("label", "silence", "unknown", "hoch", "tief");
  }

  @Test
  void pseudoTakesWhatOneModelIsSureOf() throws IOException {
    predict(labeled(), "own.csv");
    for (String source : List.of("own.csv", "own_all_labels_probs.csv")) {
      String out = "sure-" + source;
      Invocation sure =
          Invocation.of(
              "pseudo", "--threshold", "0.9", "--clips", clips(), "--out", file(out), file(source));
      assertThat(sure.code).as(sure.err).isEqualTo(ExitCode.DONE);
      assertThat(sure.out).contains("3 of 4 clips chosen, 1 with a low probability");
      assertThat(folder.resolve(out).resolve("hoch/c.wav")).exists();
      assertThat(folder.resolve(out).resolve("tief/d.wav")).exists();
    }
    Invocation flag =
        Invocation.of(
            "pseudo",
            "--dry_run",
            "--probs",
            file("own_all_labels_probs.csv"),
            "--out",
            file("flag"));
    assertThat(flag.out).contains("3 of 4 clips chosen");

    Invocation several =
        Invocation.of("pseudo", "--dry_run", "--out", file("p"), file("own.csv"), file("own.csv"));
    assertThat(several.out).contains("4 of 4 clips chosen");
  }

  @Test
  void whatPseudoAndConvertCannotTakeIsNamedWithItsFile() throws IOException {
    predict(labeled(), "own.csv");
    String table = file("own_all_labels_probs.csv");
    refused(
        Invocation.of("convert", "--probs", table, "--out", file("map")),
        table + ": a map is of the challenge's twelve classes, and there is no class yes, no, up");
    String list = labels("alone.csv", "fname,label", "a.wav,hoch");
    refused(
        Invocation.of("pseudo", "--dry_run", "--threshold=0.5", "--out", file("p"), list),
        list + ": has no column of probabilities");
    assertThat(Invocation.of("pseudo", "--dry_run", "--out", file("p"), list).code)
        .isEqualTo(ExitCode.USAGE);
    Path map = Files.write(folder.resolve("map.memmap"), new byte[36]);
    refused(
        Invocation.of(
            "pseudo", "--dry_run", "--probs", map.toString(), "--names", list, "--out", file("p")),
        map + ": 3 clips, but " + list + " names 1");
    String broken = labels("broken.csv", "fname,label,hoch", "\"a\"b,hoch,1");
    Invocation read = Invocation.of("convert", "--probs", broken, "--out", file("map"));
    refused(read, broken + ": ");
    assertThat(read.err).doesNotContain("org.apache", "cannot be written");
  }

  private Invocation evaluate(String model, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("evaluate", "--engine=native"));
    Collections.addAll(arguments, "--graph", model, "--set", "testing", "--sets", "lists");
    Collections.addAll(arguments, "--silence", "0");
    Collections.addAll(arguments, "--data", OwnWords.data(folder.resolve("data")).toString());
    Collections.addAll(arguments, more);
    return Invocation.of(arguments.toArray(String[]::new));
  }

  @Test
  void evaluateOrdersTheWordsAsTheModelDoes() throws IOException {
    for (String model : List.of(labeled(), compiled())) {
      for (String[] words :
          List.of(
              new String[] {},
              new String[] {"--words", "hoch,tief"},
              new String[] {"--words", "tief,hoch"})) {
        Invocation evaluated = evaluate(model, words);
        assertThat(evaluated.code).as(evaluated.err).isEqualTo(ExitCode.DONE);
        assertThat(evaluated.out).contains("accuracy 1.0000");
      }
    }
  }

  @Test
  void evaluateRefusesWordsThatTheModelDoesNotHave() throws IOException {
    refused(
        evaluate(labeled(), "--words", "hoch,other"),
        "own.pb: has the words hoch,tief, not other; --words lacks tief");
    refused(evaluate(labeled(), "--words", "hoch"), "--words lacks tief");
    Invocation nameless = evaluate(nameless(), "--words", "hoch,tief");
    assertThat(nameless.code).isEqualTo(ExitCode.DONE);
    assertThat(nameless.err)
        .contains("own.pb: does not name its classes; assuming silence, unknown and the words of");
    String swapped = labels("swapped.txt", "silence", "unknown", "tief", "hoch");
    assertThat(evaluate(nameless(), "--labels", swapped).out)
        .doesNotContain("accuracy 1.0000")
        .contains("accuracy 0.");
  }

  @Test
  void modelsOfOneOrderAreCompared() throws IOException {
    String swapped =
        OwnWords.graph(folder, "swapped.pb", List.of("silence", "unknown", "tief", "hoch"))
            .toString();
    refused(
        Invocation.of("compare", labeled(), swapped, "--max_time=0.2"),
        swapped + ": has the classes of ",
        "in another order");
    refused(
        Invocation.of("compare", compiled(), swapped, "--max_time=0.2"),
        swapped + ": has the classes of ");
    String others = OwnWords.graph(folder, "others.pb", List.of("a", "b", "c", "d")).toString();
    Invocation compared = Invocation.of("compare", labeled(), others, "--max_time=0.2");
    assertThat(compared.code).as(compared.err).isEqualTo(ExitCode.DONE);
    assertThat(compared.err).contains("others.pb: has other classes than ");
  }

  @Test
  void labelsOfTheModelMustFitItsOutput() throws IOException {
    Path three = OwnWords.graph(folder, "three.pb", List.of("_silence_", "_unknown_", "hoch"));
    refused(
        Invocation.of("run", "--engine=native", "--graph", three.toString(), clips()),
        three + ": 3 labels for 4 classes of its own output");
  }
}
