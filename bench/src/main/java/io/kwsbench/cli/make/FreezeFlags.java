package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.options.LambdaNamesFlag;
import io.kwsbench.graph.rewrite.RecurrentForm;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Optimization;
import io.kwsbench.keras.freeze.SoftmaxChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the graph is to be made; the first flags are those of the original's freeze_graph.py. */
final class FreezeFlags {
  @Parameter(
      names = {"--checkpoint_path", "--checkpoint"},
      order = 1,
      description = "the Keras checkpoint: a whole model, or weights alone with --architecture")
  @PathFlag(PathFlag.Use.READ)
  String checkpoint = "";

  @Parameter(names = "--frozen_path", order = 2, description = "the frozen graph's file")
  @PathFlag(PathFlag.Use.FILE)
  String frozen = "tf_files/frozen.pb";

  @Parameter(names = "--data_tensor", order = 3, description = "name of the decoded samples' node")
  String dataTensor = FreezeOptions.DEFAULT.tensors().data();

  @Parameter(
      names = "--final_tensor",
      order = 4,
      description =
          "name of the output's node; labels_softmax by default, logits with --softmax none")
  private String finalTensor = "";

  @Parameter(
      names = "--architecture",
      order = 5,
      description = "the model's configuration as JSON (model.to_json()), for weights alone")
  @PathFlag(PathFlag.Use.READ)
  String architecture = "";

  @Parameter(
      names = "--optimize",
      order = 20,
      description = "default, or none: Keras's own operations one by one")
  String optimize = "default";

  @Parameter(
      names = "--rnn",
      order = 21,
      description = "recurrent layers: unroll, loop, or auto: up to 64 steps unrolled")
  String rnn = "auto";

  @Parameter(
      names = "--lambda",
      order = 22,
      splitter = WholeText.class,
      description =
          "LAYER=EXPRESSION: the body of a Lambda layer in Python over x, such as"
              + " lambda_3='K.clip(x, -5, 5)'; may be given for several layers")
  List<String> lambdas = new ArrayList<>();

  @Parameter(
      names = "--softmax",
      order = 24,
      description =
          "for a model that ends in something else than probabilities: add a softmax, or none to"
              + " freeze its numbers as they are")
  private String softmax = "";

  @ParametersDelegate private final LambdaNamesFlag lambdaNames = new LambdaNamesFlag();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();

  FeatureFlags front() {
    return front;
  }

  /** The graph that is asked for, without its classes. */
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
