package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.lambda.LambdaReason;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tf_keras and Keras 3 wrote gives what they compute, or is refused with the way out. */
class LaterKerasTest {
  private static final float TOLERANCE = 2e-6f;

  static Stream<String> models() {
    return LaterKeras.outputs().keySet().stream().filter(name -> !name.endsWith("logits"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void givesWhatKerasComputed(String name) {
    assertThat(run(name, FreezeOptions.DEFAULT))
        .containsExactly(LaterKeras.outputs().get(name), within(TOLERANCE));
  }

  private static float[] run(String name, FreezeOptions options) {
    try (FrozenRun run = new FrozenRun(LaterKeras.freeze(name, options).graph())) {
      return run.probabilities(LaterKeras.clip());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tf_training | (BatchNormalization): is called with training=True",
        "tf_training_dropout | (Dropout): is called with training=True",
        "tf_training_nested | (Sequential): is called with training=True",
        "tf_lambda_calls | layer 'lam' (Lambda): instruction CALL at byte 20 (Python 3.11): it"
            + " calls 'relu6', whose body is not in the file",
        "k3_lambda_calls | it calls 'relu6', whose body is not in the file",
        "k3_lambda_preprocess | layer 'lam' (Lambda): its function 'preprocess' is stored by name"
            + " alone, without its body",
        "tf_logits | ends the model with numbers that need not be probabilities"
      })
  void refuses(String name, String message) {
    assertThatThrownBy(() -> LaterKeras.freeze(name, FreezeOptions.DEFAULT))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(name + ".h5: layer '")
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aBodyGivenByHandIsTheFunctionsOwn() {
    FreezeOptions byHand = FreezeOptions.DEFAULT.withLambdas(Map.of("lam", "x * 2.0"));

    assertThat(run("k3_lambda_preprocess", byHand))
        .containsExactly(LaterKeras.outputs().get("tf_lambda_preprocess"), within(TOLERANCE));
  }

  @Test
  void theOriginalsNamesAreTakenOnTheUsersWord() {
    FreezeOptions names = FreezeOptions.DEFAULT.withLambdaNames(LambdaNames.CHALLENGE2017);

    assertThat(run("k3_lambda_calls", names)).hasSize(3);
    assertThat(run("k3_lambda_preprocess", names)).hasSize(3);
  }

  @Test
  void aSoftmaxIsAddedWhenAskedFor() {
    float[] logits = LaterKeras.outputs().get("tf_logits");
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit);
    }
    float[] softmax = new float[logits.length];
    for (int i = 0; i < softmax.length; i++) {
      softmax[i] = (float) (Math.exp(logits[i]) / sum);
    }

    assertThat(run("tf_logits", FreezeOptions.DEFAULT.withSoftmax(SoftmaxChoice.ADD)))
        .containsExactly(softmax, within(TOLERANCE));
    assertThat(run("tf_logits", FreezeOptions.DEFAULT.withSoftmax(SoftmaxChoice.NONE)))
        .containsExactly(logits, within(TOLERANCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tf_lambda_calls", "k3_lambda_preprocess"})
  void aFunctionOfTheOriginalsNameIsAReasonOfItsOwn(String name) {
    assertThatThrownBy(() -> LaterKeras.freeze(name, FreezeOptions.DEFAULT))
        .isInstanceOfSatisfying(
            KwsException.class,
            refused ->
                assertThat(refused.reasons())
                    .satisfiesExactly(
                        inner -> assertThat(inner).isInstanceOf(LambdaReason.NamedFunction.class),
                        outer -> assertThat(outer).isInstanceOf(FreezeReason.LambdaFails.class)));
  }

  @Test
  void aSecondSoftmaxIsRefused() {
    FreezeOptions add = FreezeOptions.DEFAULT.withSoftmax(SoftmaxChoice.ADD);

    assertThatThrownBy(() -> LaterKeras.freeze("tf_rescaling", add))
        .hasMessageMatching(".*layer '\\w+' ends the model with probabilities already");
  }

  @Test
  void aCountersWholeNumberIsNoNotice() {
    assertThat(LaterKeras.checkpoint("tf_normalization").notices()).isEmpty();
  }
}
