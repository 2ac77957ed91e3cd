package io.kwsbench.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.features.ClipFeatures;
import io.kwsbench.freeze.optimize.Optimization;
import io.kwsbench.freeze.optimize.RecurrentForm;
import java.util.Map;
import java.util.Optional;

/**
 * What a graph is to look like.
 *
 * @param dataTensor the decoder's name
 * @param finalTensor the output's name
 * @param samples how many samples a clip has
 * @param mapping to fewer classes, where it is wanted
 * @param optimization how far the graph is made cheaper
 * @param recurrentForm how recurrent layers are written
 * @param features what the model is given of a clip, where the checkpoint is not to say it
 * @param lambdas bodies of Lambda layers given by hand, by the layer's name
 * @param lambdaNames whose functions Lambda layers call by name
 * @param softmax what to do where the model ends in something else than probabilities
 */
public record FreezeOptions(
    String dataTensor,
    String finalTensor,
    int samples,
    Optional<ClassMapping> mapping,
    Optimization optimization,
    RecurrentForm recurrentForm,
    Optional<ClipFeatures> features,
    Map<String, String> lambdas,
    LambdaNames lambdaNames,
    SoftmaxChoice softmax) {
  /** What the original's script makes. */
  public static final FreezeOptions DEFAULT =
      new FreezeOptions(
          "decoded_sample_data",
          "labels_softmax",
          KeywordClip.SAMPLES,
          Optional.empty(),
          Optimization.DEFAULT,
          RecurrentForm.AUTO,
          Optional.empty(),
          Map.of(),
          LambdaNames.PROVED,
          SoftmaxChoice.REQUIRE);

  /**
   * @throws KwsException when a name is none that TensorFlow takes, or both are the same
   */
  public FreezeOptions {
    requireName("data_tensor", dataTensor);
    requireName("final_tensor", finalTensor);
    if (dataTensor.equals(finalTensor)) {
      throw new KwsException("--data_tensor and --final_tensor are both '" + dataTensor + "'");
    }
    lambdas = Map.copyOf(lambdas);
  }

  private static void requireName(String flag, String name) {
    if (!name.matches("[A-Za-z0-9.][A-Za-z0-9_.\\-]*") || name.equals("wav_fn")) {
      throw new KwsException("--" + flag + ": '" + name + "' is no name for a node");
    }
  }

  public FreezeOptions withMapping(ClassMapping newMapping) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        Optional.of(newMapping),
        optimization,
        recurrentForm,
        features,
        lambdas,
        lambdaNames,
        softmax);
  }

  public FreezeOptions withOptimization(Optimization newOptimization) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        newOptimization,
        recurrentForm,
        features,
        lambdas,
        lambdaNames,
        softmax);
  }

  public FreezeOptions withRecurrentForm(RecurrentForm newForm) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        optimization,
        newForm,
        features,
        lambdas,
        lambdaNames,
        softmax);
  }

  public FreezeOptions withLambdas(Map<String, String> newLambdas) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        optimization,
        recurrentForm,
        features,
        newLambdas,
        lambdaNames,
        softmax);
  }

  public FreezeOptions withLambdaNames(LambdaNames newNames) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        optimization,
        recurrentForm,
        features,
        lambdas,
        newNames,
        softmax);
  }

  public FreezeOptions withSoftmax(SoftmaxChoice newSoftmax) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        optimization,
        recurrentForm,
        features,
        lambdas,
        lambdaNames,
        newSoftmax);
  }

  public FreezeOptions withFeatures(ClipFeatures newFeatures) {
    return new FreezeOptions(
        dataTensor,
        finalTensor,
        samples,
        mapping,
        optimization,
        recurrentForm,
        Optional.of(newFeatures),
        lambdas,
        lambdaNames,
        softmax);
  }

  public FreezeOptions withTensors(String data, String output) {
    return new FreezeOptions(
        data,
        output,
        samples,
        mapping,
        optimization,
        recurrentForm,
        features,
        lambdas,
        lambdaNames,
        softmax);
  }
}
