package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.metadata.ChallengeGraph;
import io.kwsbench.rewrite.RecurrentForm;
import java.util.Map;
import java.util.Optional;

/**
 * Options for freezing a checkpoint.
 *
 * @param tensors what its input and its output are called
 * @param features what the model is given of a clip, where the checkpoint is not to say it
 * @param lambdas what its Lambda layers compute
 * @param ending what comes after the model's last layer
 * @param form how its nodes are written
 */
public record FreezeOptions(
    Tensors tensors, Optional<ClipFeatures> features, Lambdas lambdas, Ending ending, Form form) {
  /** The options of the 2017 entry's script. */
  public static final FreezeOptions DEFAULT =
      new FreezeOptions(
          new Tensors(ChallengeGraph.DATA, ChallengeGraph.OUTPUT),
          Optional.empty(),
          new Lambdas(Map.of(), LambdaNames.PROVED),
          new Ending(SoftmaxChoice.REQUIRE, Optional.empty()),
          new Form(Optimization.DEFAULT, RecurrentForm.AUTO));

  /**
   * Names of the graph's input and output nodes.
   *
   * @param data the decoder's
   * @param output the last node's
   */
  public record Tensors(String data, String output) {
    /**
     * @throws KwsException when a name is none that TensorFlow takes, or both are the same
     */
    public Tensors {
      requireName(FreezeReason.Role.DATA, data);
      requireName(FreezeReason.Role.OUTPUT, output);
      if (data.equals(output)) {
        throw new KwsException(new FreezeReason.OneName(data));
      }
    }

    private static void requireName(FreezeReason.Role role, String name) {
      if (!name.matches("[A-Za-z0-9.][A-Za-z0-9_.\\-]*") || name.equals(ChallengeGraph.FILE)) {
        throw new KwsException(new FreezeReason.BadNodeName(role, name));
      }
    }
  }

  /**
   * The bodies of Lambda layers, beyond those that the checkpoint proves.
   *
   * @param bodies given by hand, by the layer's name
   * @param names whose functions they call by name
   */
  public record Lambdas(Map<String, String> bodies, LambdaNames names) {
    public Lambdas {
      bodies = Map.copyOf(bodies);
    }
  }

  /**
   * The treatment of the model's last layer.
   *
   * @param softmax what to do where the model ends in something else than probabilities
   * @param mapping to fewer classes, where it is wanted
   */
  public record Ending(SoftmaxChoice softmax, Optional<ClassMapping> mapping) {}

  /**
   * The form of the nodes, which changes no result.
   *
   * @param optimization how far the graph is made cheaper
   * @param recurrent how recurrent layers are written
   */
  public record Form(Optimization optimization, RecurrentForm recurrent) {}

  /**
   * @throws KwsException when a name is none that TensorFlow takes, or both are the same
   */
  public FreezeOptions withTensors(String data, String output) {
    return new FreezeOptions(new Tensors(data, output), features, lambdas, ending, form);
  }

  public FreezeOptions withFeatures(ClipFeatures newFeatures) {
    return new FreezeOptions(tensors, Optional.of(newFeatures), lambdas, ending, form);
  }

  /** With bodies by the layer's name. */
  public FreezeOptions withLambdas(Map<String, String> bodies) {
    return with(new Lambdas(bodies, lambdas.names()));
  }

  public FreezeOptions withLambdaNames(LambdaNames names) {
    return with(new Lambdas(lambdas.bodies(), names));
  }

  private FreezeOptions with(Lambdas newLambdas) {
    return new FreezeOptions(tensors, features, newLambdas, ending, form);
  }

  public FreezeOptions withSoftmax(SoftmaxChoice softmax) {
    return with(new Ending(softmax, ending.mapping()));
  }

  public FreezeOptions withMapping(ClassMapping mapping) {
    return with(new Ending(ending.softmax(), Optional.of(mapping)));
  }

  private FreezeOptions with(Ending newEnding) {
    return new FreezeOptions(tensors, features, lambdas, newEnding, form);
  }

  public FreezeOptions withOptimization(Optimization optimization) {
    return with(new Form(optimization, form.recurrent()));
  }

  public FreezeOptions withRecurrentForm(RecurrentForm recurrent) {
    return with(new Form(form.optimization(), recurrent));
  }

  private FreezeOptions with(Form newForm) {
    return new FreezeOptions(tensors, features, lambdas, ending, newForm);
  }
}
