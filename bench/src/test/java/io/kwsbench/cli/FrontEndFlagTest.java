package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A front end makes a model on features one that every command runs on clips. */
class FrontEndFlagTest {
  private static final String FLAG = "--front_end=mfcc,window_ms=40,hop_ms=20";
  private static final String SAID = "mfcc, 40 ms / 20 ms, 10 coefficients";

  @TempDir Path folder;
  private Path model;

  @BeforeEach
  void writeModel() throws IOException {
    float[] weights = new float[490 * 2];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (i * 7 % 11 - 5) / 100f;
    }
    model = folder.resolve("m.pb");
    Files.write(
        model,
        GraphBuilder.graph()
            .placeholder("x", 1, 49, 10, 1)
            .vector("size", 1, 490)
            .op("Reshape", "flat", "x", "size")
            .floats("w", new long[] {490, 2}, weights)
            .op("MatMul", "product", "flat", "w")
            .op("Softmax", "p", "product")
            .bytes());
    Files.writeString(folder.resolve("labels.txt"), "yes\nno\n");
  }

  private Invocation typed(String line, String... more) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" ")) {
      words.add(
          word.equals("M")
              ? model.toString()
              : word.replace("CLIPS", "" + Material.fixture("clips")).replace("F/", folder + "/"));
    }
    words.addAll(List.of(more));
    return Invocation.of(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark --graph M --engine native --max_num_runs=3 --max_time=1",
        "benchmark --graph M --stream --max_num_runs=3 --max_time=1",
        "roofline --graph M",
        "compile --graph M --out F/x.kws",
        "run --graph M --engine native CLIPS",
        "compare M --engine native --max_time=0.2",
        "predict --graph M --clips CLIPS --out F/out.csv --engine native",
        "listen --graph M F/in.wav",
        "freeze M --out F/x.pb"
      })
  void everyCommandRunsIt(String line) throws IOException {
    Path high = Material.fixture("clips/high");
    Files.copy(Material.matching(high, ".*\\.wav").get(0), folder.resolve("in.wav"));
    Invocation done = typed(line, FLAG);
    assertThat(done.code).as(line + "\n" + done.err).isEqualTo(ExitCode.DONE);
    Invocation misfit = typed(line, "--front_end=mfcc");
    assertThat(misfit.code).as(line + "\n" + misfit.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(misfit.err)
        .contains(
            "m.pb: input x:0 float[1,49,10,1] does not take what the front end makes of 16000")
        .contains("98 frames");
    Invocation unknown = typed(line, "--front_end=mfcc,hop=20");
    assertThat(unknown.code).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err).contains("--front_end: front end mfcc: has no parameter hop; it has ");
  }

  @Test
  void whatIsWrittenSaysSo() {
    Path frozen = folder.resolve("f.pb");
    Path plan = folder.resolve("f.kws");
    Invocation freeze = typed("freeze M --out " + frozen, FLAG);
    assertThat(freeze.out).contains("front end  " + SAID).contains("samples:0 float[16000,1]");
    Invocation compile = typed("compile --graph " + frozen + " --out " + plan);
    assertThat(compile.code).as(compile.err).isEqualTo(ExitCode.DONE);
    Invocation both = typed("benchmark --graph " + frozen + " --engine native --max_time=1");
    assertThat(both.out).contains("front end").contains(SAID);
    Invocation again = typed("compile --graph " + frozen + " --out " + plan, FLAG);
    assertThat(again.err).contains("f.pb: it has a front end already: " + SAID);
    Invocation late = typed("benchmark --graph " + plan, FLAG);
    assertThat(late.code).isEqualTo(ExitCode.USAGE);
    assertThat(late.err).contains("--front_end");
    String clips = Material.fixture("clips").toString();
    String graph = Invocation.of("run", "--graph=" + frozen, "--engine=native", clips).out;
    assertThat(Invocation.of("run", "--graph=" + plan, clips).out).isEqualTo(graph);
  }

  @Test
  void aCaseOfASuiteHasOne() throws IOException {
    String line = "{graph: '%s', front_end: '%s', engine: native, gates: {size: {max: 99000}}}";
    Path file = folder.resolve("s.yaml");
    Files.writeString(
        file,
        "cases:\n  - " + line.formatted(model, FLAG.substring("--front_end=".length())) + "\n");
    String journal = "--journal=" + folder.resolve("s.journal.jsonl");
    Invocation done = Invocation.of("suite", file.toString(), journal);
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
  }

  @Test
  void itNeedsAModel() {
    Invocation none = Invocation.of("benchmark", FLAG);
    assertThat(none.code).isEqualTo(ExitCode.USAGE);
    assertThat(none.err).contains("--front_end needs --graph");
  }
}
