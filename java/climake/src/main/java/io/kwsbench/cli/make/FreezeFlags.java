package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.options.LambdaNamesFlag;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Optimization;
import io.kwsbench.keras.freeze.SoftmaxChoice;
import io.kwsbench.rewrite.RecurrentForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Flags for the frozen graph; the first ones are those of the 2017 entry's {@code freeze_graph.py}.
 */
@FlagGroup("model")
final class FreezeFlags {
  @Parameter(
      names = {"--checkpoint_path", "--checkpoint"},
      order = 1,
      description =
          "Keras checkpoint: a whole model, or weights only with --architecture; required"
              + " unless a model is given without a flag")
  @PathFlag(PathFlag.Use.READ)
  String checkpoint = "";

  @Parameter(
      names = {"--frozen_path", "--out"},
      order = 2,
      description = "file to write the frozen graph to")
  @PathFlag(PathFlag.Use.FILE)
  String frozen = "tf_files/frozen.pb";

  @Parameter(
      names = "--data_tensor",
      order = 3,
      description = "name of the node with the decoded samples")
  String dataTensor = FreezeOptions.DEFAULT.tensors().data();

  @Parameter(
      names = "--final_tensor",
      order = 4,
      description =
          "name of the output node; default: labels_softmax, or logits with --softmax none")
  private String finalTensor = "";

  @Parameter(
      names = "--architecture",
      order = 5,
      description =
          "JSON file with the model's configuration (model.to_json()), for weights only;"
              + " default: the configuration in the checkpoint")
  @PathFlag(PathFlag.Use.READ)
  String architecture = "";

  @Parameter(
      names = "--optimize",
      order = 20,
      description =
          "optimization of the graph: default, or none to keep Keras's operations one by one")
  @Choices({"default", "none"})
  String optimize = "default";

  @Parameter(
      names = "--rnn",
      order = 21,
      description = "form of recurrent layers: unroll, loop, or auto (unrolled up to 64 steps)")
  @Choices({"unroll", "loop", "auto"})
  String rnn = "auto";

  @Parameter(
      names = "--lambda",
      order = 22,
      splitter = WholeText.class,
      description =
          "LAYER=EXPRESSION: body of a Lambda layer in Python over x, such as"
              + " lambda_3='K.clip(x, -5, 5)'; may be repeated; default: none")
  List<String> lambdas = new ArrayList<>();

  @Parameter(
      names = "--softmax",
      order = 24,
      description =
          "output of a model that does not end in probabilities: add (append a softmax) or"
              + " none (freeze its numbers as they are); default: such models are refused")
  @Choices({"add", "none"})
  private String softmax = "";

  @ParametersDelegate private final LambdaNamesFlag lambdaNames = new LambdaNamesFlag();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();

  FeatureFlags front() {
    return front;
  }

  /** The options of the graph, without its classes. */
  FreezeOptions options() {
    FreezeOptions base =
        front.features().map(FreezeOptions.DEFAULT::withFeatures).orElse(FreezeOptions.DEFAULT);
    return lambdaNames
        .in(base)
        .withTensors(dataTensor, finalTensor())
        .withSoftmax(softmax())
        .withOptimization(optimization())
        .withRecurrentForm(recurrentForm())
        .withLambdas(bodies());
  }

  /** The output's name. */
  String finalTensor() {
    if (!finalTensor.isEmpty()) {
      return finalTensor;
    }
    return softmax() == SoftmaxChoice.NONE ? "logits" : FreezeOptions.DEFAULT.tensors().output();
  }

  private SoftmaxChoice softmax() {
    return switch (softmax) {
      case "" -> SoftmaxChoice.REQUIRE;
      case "add" -> SoftmaxChoice.ADD;
      case "none" -> SoftmaxChoice.NONE;
      default -> throw new ParameterException("--softmax is add or none, not '" + softmax + "'");
    };
  }

  private Optimization optimization() {
    return switch (optimize) {
      case "default" -> Optimization.DEFAULT;
      case "none" -> Optimization.NONE;
      default ->
          throw new ParameterException("--optimize is default or none, not '" + optimize + "'");
    };
  }

  private RecurrentForm recurrentForm() {
    return switch (rnn) {
      case "auto" -> RecurrentForm.AUTO;
      case "unroll" -> RecurrentForm.UNROLLED;
      case "loop" -> RecurrentForm.LOOP;
      default -> throw new ParameterException("--rnn is auto, unroll or loop, not '" + rnn + "'");
    };
  }

  private Map<String, String> bodies() {
    Map<String, String> bodies = new LinkedHashMap<>();
    for (String text : lambdas) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new ParameterException("--lambda takes LAYER=EXPRESSION, not '" + text + "'");
      }
      bodies.put(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
    return bodies;
  }
}
