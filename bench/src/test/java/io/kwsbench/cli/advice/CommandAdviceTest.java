package io.kwsbench.cli.advice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import io.kwsbench.HouseClasses;
import io.kwsbench.KwsException;
import io.kwsbench.Reason;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.GraphReason;
import io.kwsbench.graph.GraphReason.Wanted;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.label.LabelReason;
import io.kwsbench.lambda.LambdaReason;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.report.ReportReason;
import io.kwsbench.suite.journal.JournalReason;
import io.kwsbench.train.TrainReason;
import io.kwsbench.usage.Flags;
import io.kwsbench.workload.InputReason;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What commands add to the reasons of the libraries. */
class CommandAdviceTest {
  private static final CommandAdvice NONE = new CommandAdvice(new Flags(Set.of()), false);

  private static CommandAdvice with(String... flags) {
    return new CommandAdvice(new Flags(Set.of(flags)), false);
  }

  private static String line(CommandAdvice advice, Reason reason) {
    return advice.line(new KwsException(reason));
  }

  /** A new family has no compiler to ask for its advice. */
  @Test
  void everyFamilyOfReasonsIsAnswered() {
    assertThat(
            HouseClasses.ALL.stream()
                .filter(
                    type ->
                        type.getRawInterfaces().stream()
                            .anyMatch(parent -> parent.isEquivalentTo(Reason.class)))
                .map(JavaClass::reflect))
        .containsExactlyInAnyOrder(
            FeatureInput.class,
            FreezeReason.class,
            GraphReason.class,
            InputReason.class,
            JournalReason.class,
            LabelReason.class,
            LambdaReason.class,
            ReportReason.class,
            TrainReason.class);
    assertThat(NONE.on(new FeatureInput("m.onnx", "x:0 float[1,49,10]")))
        .isEqualTo(": kwsbench run --input_values feeds it features");
    assertThat(with("--softmax").on(new FreezeReason.NoProbabilities("d"))).isNotEmpty();
    assertThat(NONE.on(new GraphReason.OtherFormat("g.h5", FileFormat.HDF5, Wanted.FROZEN_GRAPH)))
        .isNotEmpty();
    assertThat(with("--input_layer").on(new InputReason.NoInput("g"))).isNotEmpty();
    assertThat(with("--resume").on(new JournalReason.DamagedHead("j"))).isNotEmpty();
    assertThat(with("--resume").on(new LabelReason.UnfinishedRun("j", 1, 2))).isNotEmpty();
    assertThat(with("--lambda_names").on(new LambdaReason.NamedFunction("f"))).isNotEmpty();
    assertThat(with("--output_prefix").on(new ReportReason.FileIsThere("f"))).isNotEmpty();
    assertThat(with("--resume").on(new TrainReason.FolderHoldsRun("f"))).isNotEmpty();
  }

  @Test
  void adviceNamesNoFlagThatTheCommandLacks() {
    Reason shape = new InputReason.NoShape("g.pb", "x:0");
    assertThat(line(with("--input_layer_shape"), shape))
        .isEqualTo("g.pb: the shape of x:0 is not in the graph: give it with --input_layer_shape");
    assertThat(line(NONE, shape)).isEqualTo("g.pb: the shape of x:0 is not in the graph");
    Reason run = new TrainReason.FolderHoldsRun("runs/1");
    assertThat(line(with("--resume"), run))
        .isEqualTo("runs/1 holds a run; add --resume to continue it");
  }

  @Test
  void aCommandThatFreezesOnTheWaySendsToTheOneThatOnlyFreezes() {
    Reason logits = new FreezeReason.NoProbabilities("dense");
    String what = "layer 'dense' ends the model with numbers that need not be probabilities: ";
    String adds = "--softmax add appends a softmax, --softmax none keeps the numbers";
    assertThat(line(with("--softmax"), logits)).isEqualTo(what + adds);
    assertThat(line(NONE, logits)).isEqualTo(what + "kwsbench freeze " + adds);
  }

  @Test
  void whereItHappenedStaysInFrontOfTheAdvice() {
    KwsException named = new KwsException(new LambdaReason.NamedFunction("it calls 'relu6'"));
    KwsException fails =
        new KwsException(
            new FreezeReason.LambdaFails("lam", false, "layer 'lam': " + named.getMessage()),
            named);
    KwsException told = new KwsException("m.hdf5: " + fails.getMessage(), fails);
    assertThat(with("--lambda", "--lambda_names").line(told))
        .isEqualTo(
            "m.hdf5: layer 'lam': it calls 'relu6'"
                + " (--lambda_names challenge2017 uses the 2017 entry's function)"
                + "; --lambda lam='EXPRESSION over x' replaces the function");
  }

  @Test
  void suiteAndBenchmarkGiveAdviceInTheirOwnWords() {
    assertThat(Cures.BENCHMARK.pause()).contains("--inference_delay");
    assertThat(Cures.BENCHMARK.busy()).contains("interleaved");
    assertThat(Cures.COMPARE.busy()).contains("intervals are wider").doesNotContain("interleaved");
    assertThat(Cures.SUITE.busy()).contains("intervals are wider").doesNotContain("interleaved");
    assertThat(Cures.SUITE.pause()).doesNotContain("--");
    assertThat(Cures.SUITE.fewerThreads(4)).contains("at most 4", "'threads'");
  }
}
