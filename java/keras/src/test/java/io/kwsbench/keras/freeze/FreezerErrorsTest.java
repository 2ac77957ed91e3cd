package io.kwsbench.keras.freeze;

import static io.kwsbench.keras.freeze.ModelJson.weight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.metadata.SpeechCommands;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be frozen is refused in one line that says which layer and why. */
class FreezerErrorsTest {
  /** {@code lambda x: x * SCALE} and {@code lambda x: abs(x)}, marshalled by Python 3.11. */
  private static final String SCALED =
      "4wEAAAAAAAAAAAAAAAIAAAADAAAA8xYAAACXAHwAdAAAAAAAAAAAAAAAegUAAFMAKQFOKQHaBVNDQUxFKQHaAXhzAQAA"
          + "ACD6CHNjYWxlLnB5+gg8bGFtYmRhPnIFAAAAAQAAAHMKAAAAgACIIY1FiSeAAPMAAAAA";

  private static final String ABSOLUTE =
      "4wEAAAAAAAAAAAAAAAMAAAADAAAA8yAAAACXAHQBAAAAAAAAAAAAAHwApgEAAKsBAAAAAAAAAABTACkBTikB2gNhYnMp"
          + "AdoBeHMBAAAAIPoIc2NhbGUucHn6CDxsYW1iZGE+cgUAAAABAAAAcwwAAACAAI0jiGGJJowmgADzAAAAAA==";

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(ModelJson model) {
    return refused(model, FreezeOptions.DEFAULT);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      ModelJson model, FreezeOptions options) {
    return assertThatThrownBy(() -> model.freeze(options))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("test.hdf5: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesAnUnsupportedLayer() {
    refused(ModelJson.frames().layer("ConvLSTM2D", "odd_one", ""))
        .hasMessageContaining("layer 'odd_one' (ConvLSTM2D)")
        .hasMessageContaining("not supported");
  }

  @Test
  void namesAWeightOfAnotherShape() {
    refused(
            ModelJson.frames()
                .layer(
                    "Dense",
                    "labels",
                    "\"units\": 12, \"use_bias\": false",
                    weight("labels/kernel", 399, 12)))
        .hasMessageContaining("layer 'labels' (Dense)")
        .hasMessageContaining("'labels/kernel:0' has shape [399, 12], not [400, 12]");
  }

  @Test
  void countsWeights() {
    refused(
            ModelJson.frames()
                .layer("Dense", "labels", "\"units\": 12", weight("labels/kernel", 400, 12)))
        .hasMessageContaining("layer 'labels' has 2 weights, but 1 are stored");
  }

  @Test
  void refusesAStatefulLayer() {
    refused(
            ModelJson.frames()
                .layer(
                    "LSTM",
                    "memory",
                    "\"units\": 2, \"stateful\": true",
                    weight("k", 400, 8),
                    weight("r", 2, 8),
                    weight("b", 8)))
        .hasMessageContaining("layer 'memory' (LSTM): is stateful");
  }

  @Test
  void namesAnActivationNobodyKnows() {
    refused(ModelJson.frames().layer("Activation", "act", "\"activation\": \"frobnicate\""))
        .hasMessageContaining("layer 'act' (Activation): no activation 'frobnicate' is known");
  }

  @Test
  void refusesAnotherPrecision() {
    refused(
            ModelJson.frames()
                .layer("Activation", "act", "\"activation\": \"relu\", \"dtype\": \"float16\""))
        .hasMessageContaining("layer 'act' (Activation): computes in float16");
  }

  @Test
  void refusesAModelOfFeatures() {
    ModelJson features =
        new ModelJson()
            .layer(
                "Reshape", "r", "\"batch_input_shape\": [null, 3920], \"target_shape\": [98, 40]");
    refused(features).hasMessageContaining("takes [3920] values, not the 16000 samples of a clip");
  }

  /** All of them hold 16,000 numbers, or may: none is a clip in a row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "null, 40",
        "null, 20",
        "null, 128",
        "null, 64, 1",
        "125, 128",
        "160, 100",
        "400, 40",
        "1, 400, 40",
        "40, null"
      })
  void refusesSamplesInAnotherShape(String shape) {
    refused(new ModelJson().layer("Flatten", "f", "\"batch_input_shape\": [null, " + shape + "]"))
        .hasMessageContaining(
            "takes ["
                + shape.replace("null", "None")
                + "] values, not the 16000 samples of a clip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"16000", "16000, 1", "null, 1", "null", "1, 16000", "16000, 1, 1"})
  void takesSamplesInARow(String shape) {
    ModelJson model =
        new ModelJson()
            .layer("Flatten", "f", "\"batch_input_shape\": [null, " + shape + "]")
            .layer("Activation", "a", "\"activation\": \"softmax\"");

    assertThat(model.freeze(FreezeOptions.DEFAULT).classes()).isEqualTo(16_000);
  }

  @Test
  void namesAClassBeforeItCountsItsWeights() {
    Weight stored = weight("k", 3);
    refused(ModelJson.frames().layer("ConvLSTM2D", "a", "", stored))
        .hasMessageContaining("layer 'a' (ConvLSTM2D): this class of layer is not");
    String inner = "\"layer\": {\"class_name\": \"ConvLSTM1D\", \"config\": {\"name\": \"inner\"}}";
    refused(ModelJson.frames().layer("TimeDistributed", "t", inner, stored))
        .hasMessageContaining("layer 'inner' (ConvLSTM1D): this class of layer is not supported");
  }

  @Test
  void refusesFunctionsStoredByName() {
    for (String name : List.of("preprocess", "softmax", "relu6", "abs", "sigmoid", "my_norm")) {
      refused(ModelJson.frames().layer("Lambda", "lam", "\"function\": \"" + name + "\""))
          .hasMessageContaining("layer 'lam' (Lambda): its function '" + name + "' is stored by")
          .satisfies(FreezerErrorsTest::tellsThatTheLambdaFails);
    }
  }

  private static void tellsThatTheLambdaFails(Throwable refused) {
    assertThat(((KwsException) refused).reasons())
        .last()
        .isInstanceOfSatisfying(
            FreezeReason.LambdaFails.class,
            reason -> {
              assertThat(reason.layer()).isEqualTo("lam");
              assertThat(reason.given()).isFalse();
            });
  }

  /** Keras 2.1.2 has no swish: its author may have given it any body. */
  @Test
  void refusesAnActivationThatTheFilesKerasDoesNotHave() {
    refused(ModelJson.frames().layer("Activation", "act", "\"activation\": \"swish\""))
        .hasMessageContaining("layer 'act' (Activation): its activation 'swish' is none of Keras")
        .hasMessageContaining("put it into a Lambda layer");
  }

  @Test
  void namesAGlobalWhoseValueIsMissing() {
    refused(ModelJson.frames().layer("Lambda", "lam", code(SCALED)))
        .hasMessageContaining("(Python 3.11): a tensor is needed, not 'SCALE', whose value is not")
        .satisfies(FreezerErrorsTest::tellsThatTheLambdaFails);
    refused(ModelJson.frames().layer("Lambda", "lam", code(ABSOLUTE)))
        .hasMessageContaining("abs: is not proved to be Python's own (K.abs is)")
        .satisfies(FreezerErrorsTest::tellsThatTheLambdaFails);
  }

  private static String code(String base64) {
    return "\"function\": [\"" + base64 + "\", null, null]";
  }

  @Test
  void refusesNumbersThatNeedNotBeProbabilities() {
    for (String activation : List.of("linear", "relu", "tanh", "softplus")) {
      refused(
              new ModelJson()
                  .layer(
                      "Activation",
                      "end",
                      "\"batch_input_shape\": [null, 16000], \"activation\": \""
                          + activation
                          + "\""))
          .hasMessageContaining("layer 'end' ends the model with numbers that need not be");
    }
  }

  @Test
  void theWayAModelEndsMayBeSpelledOut() {
    ModelJson mean =
        ModelJson.frames()
            .layer("Activation", "rows", "\"activation\": \"softmax\"")
            .layer("GlobalAveragePooling1D", "mean", "");

    assertThat(mean.freeze(FreezeOptions.DEFAULT).classes()).isEqualTo(400);
  }

  @Test
  void namesTheFileOfAnArchitecture() {
    ModelJson model = ModelJson.frames();

    assertThatThrownBy(() -> KerasModel.parse("{", "arch.json"))
        .hasMessageStartingWith("arch.json: ");
    assertThatThrownBy(
            () ->
                Freezer.freeze(
                    model.checkpoint(),
                    KerasModel.parse(model.json(), "arch.json"),
                    "w.h5 with arch.json",
                    FreezeOptions.DEFAULT))
        .hasMessageStartingWith("w.h5 with arch.json: layer 'frames' ends");
  }

  @Test
  void refusesTheWrongNumberOfClasses() {
    ClassMapping mapping = new ClassMapping(SpeechCommands.WORDS, SpeechCommands.WANTED);
    refused(
            ModelJson.frames().layer("GlobalMaxPooling1D", "pool", ""),
            FreezeOptions.DEFAULT.withMapping(mapping))
        .hasMessageContaining("400 classes")
        .hasMessageContaining("needs 32");
  }

  @Test
  void refusesSeveralInputsAndOutputs() {
    String input =
        "{\"class_name\": \"InputLayer\", \"name\": \"%s\", \"config\": {\"name\": \"%<s\","
            + " \"batch_input_shape\": [null, 16000]}, \"inbound_nodes\": []}";
    String json =
        "{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": ["
            + String.format(input, "a")
            + ", "
            + String.format(input, "b")
            + "], \"input_layers\": [[\"a\", 0, 0], [\"b\", 0, 0]], \"output_layers\": [[\"a\", 0,"
            + " 0]]}}";

    assertThatThrownBy(() -> freeze(json)).hasMessageContaining("the model has 2 inputs");
    assertThatThrownBy(
            () ->
                freeze(
                    json.replace(", [\"b\", 0, 0]]", "]")
                        .replace(
                            "\"output_layers\": [[\"a\", 0, 0]]",
                            "\"output_layers\": [[\"a\", 0, 0], [\"a\", 0, 0]]")))
        .hasMessageContaining("the model has 2 outputs");
  }

  @Test
  void refusesACircle() {
    String json =
        "{\"class_name\": \"Model\", \"config\": {\"name\": \"m\", \"layers\": ["
            + "{\"class_name\": \"InputLayer\", \"name\": \"i\", \"config\": {\"name\": \"i\","
            + " \"batch_input_shape\": [null, 16000]}, \"inbound_nodes\": []},"
            + "{\"class_name\": \"Dropout\", \"name\": \"a\", \"config\": {\"name\": \"a\"},"
            + " \"inbound_nodes\": [[[\"b\", 0, 0, {}]]]},"
            + "{\"class_name\": \"Dropout\", \"name\": \"b\", \"config\": {\"name\": \"b\"},"
            + " \"inbound_nodes\": [[[\"a\", 0, 0, {}]]]}],"
            + "\"input_layers\": [[\"i\", 0, 0]], \"output_layers\": [[\"b\", 0, 0]]}}";

    assertThatThrownBy(() -> freeze(json)).hasMessageContaining("depends on its own output");
  }

  @Test
  void refusesWhatIsNoModel() {
    assertThatThrownBy(() -> freeze("{")).hasMessageContaining("is no JSON");
    assertThatThrownBy(() -> freeze("[1]")).hasMessageContaining("is no Keras model");
    assertThatThrownBy(() -> freeze("{\"class_name\": \"Model\", \"config\": {}}"))
        .hasMessageContaining("without a list of layers");
  }

  @Test
  void namesALambdaThatIsNotThere() {
    refused(
            ModelJson.frames().layer("GlobalMaxPooling1D", "pool", ""),
            FreezeOptions.DEFAULT.withLambdas(Map.of("lambda_7", "x * 2")))
        .hasMessageContaining("the model has no Lambda layer 'lambda_7'");
  }

  private static void freeze(String json) {
    ModelJson any = ModelJson.frames();
    Freezer.freeze(any.checkpoint(), json, "test.hdf5", FreezeOptions.DEFAULT);
  }

  @Test
  void refusesNamesThatTensorFlowWould() {
    assertThatThrownBy(() -> FreezeOptions.DEFAULT.withTensors("a b", "c"))
        .hasMessage("the decoder's node cannot be called 'a b': that is no name for a node");
    assertThatThrownBy(() -> FreezeOptions.DEFAULT.withTensors("same", "same"))
        .hasMessage("the decoder's node and the output cannot both be called 'same'");
    assertThatThrownBy(() -> FreezeOptions.DEFAULT.withTensors("a", "wav_fn"))
        .hasMessage("the output cannot be called 'wav_fn': that is no name for a node");
  }
}
