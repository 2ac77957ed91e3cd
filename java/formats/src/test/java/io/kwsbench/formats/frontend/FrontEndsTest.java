package io.kwsbench.formats.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A front end before a model takes samples, fits the model's input, or is refused in one line. */
class FrontEndsTest {
  private static FrozenGraph model(long... shape) {
    return FrozenGraph.parse(
        GraphBuilder.graph().placeholder("x", shape).op("Softmax", "p", "x").bytes(), "m.pb");
  }

  private static ModelMetadata metadata(FrozenGraph graph) {
    return graph.metadata(graph.outputs().get(0));
  }

  private static long[] shape(String text) {
    return Shape.of(Arrays.stream(text.split("x")).mapToLong(Long::parseLong).toArray()).dims();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1x49x10x1 | mfcc,window_ms=40,hop_ms=20 | mfcc, 40 ms / 20 ms, 10 coefficients",
        "1x1x49x10 | mfcc,window_ms=40,hop_ms=20 | mfcc, 40 ms / 20 ms, 10 coefficients",
        "-1x490 | mfcc,window_ms=40,hop_ms=20 | mfcc, 40 ms / 20 ms, 10 coefficients",
        "1x40x98 | log_mel | log_mel, 30 ms / 10 ms, 40 mel bins",
        "1x40x101 | log_mel,center=zeros | log_mel, 30 ms / 10 ms, 40 mel bins",
        "124x129 | spectrogram,window_ms=15.9375,hop_ms=8 | spectrogram, 15.9375 ms / 8 ms, 129"
            + " bins"
      })
  void fitsTheInput(String dims, String text, String said) {
    FrozenGraph heard = FrontEnds.before(model(shape(dims)), text);
    assertThat(heard.inputs()).hasSize(1);
    assertThat(heard.inputs().get(0).toString()).isEqualTo("samples:0 float[16000,1]");
    assertThat(metadata(heard).frontEnd()).contains(said);
    String resolved = metadata(heard).entries().get(ModelMetadata.FEATURES).get(1);
    FrozenGraph again = FrontEnds.before(model(shape(dims)), resolved);
    assertThat(again.toBytes()).as(resolved).isEqualTo(heard.toBytes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1x49x10 | mfcc | 98 frames (mfcc, 30 ms / 10 ms)",
        "1x49x10 | mfcc,hop_ms=20,coefficients=13 | 49 frames of 13 values (mfcc, 30 ms / 20 ms, 13"
            + " coefficients)",
        "1x98x80 | mfcc | 98 frames (mfcc, 30 ms / 10 ms)",
        "1x98x40 | log_mel,layout=bands | 98 frames (log_mel, 30 ms / 10 ms)",
        "1x16000 | log_mel | 98 frames (log_mel, 30 ms / 10 ms)"
      })
  void aMisfitSaysBothSizes(String dims, String text, String made) {
    assertThatThrownBy(() -> FrontEnds.before(model(shape(dims)), text))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "m.pb: input x:0 float["
                + dims.replace('x', ',')
                + "] does not take what the front end makes of 16000 samples: "
                + made);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fbank | no front end 'fbank'; there are spectrogram, log_mel, mfcc, micro, none",
        "mfcc,40 | front end mfcc: '40' is no parameter=value, or comes twice",
        "mfcc,hop_ms=10,hop_ms=20 | front end mfcc: 'hop_ms=20' is no parameter=value, or comes"
            + " twice",
        "mfcc,hop_ms=ten | front end mfcc: hop_ms=ten is no number",
        "mfcc,hop_ms=NaN | front end mfcc: hop_ms=NaN is not from 0 to 60000",
        "mfcc,hop_ms=0.01 | front end mfcc: hop_ms=0.01 is no whole number of samples (of 1/16000"
            + " s)",
        "mfcc,window_ms=2000 | front end mfcc: a window of 32000 samples does not fit a clip of"
            + " 16000",
        "mfcc,coefficients=41 | front end mfcc: coefficients=41 is not from 1 to 40",
        "mfcc,lower_hz=5000 | front end mfcc: lower_hz=5000.0 is not below upper_hz=4000.0",
        "mfcc,style=kaldi | front end mfcc: style is one of audio_ops, signal, not 'kaldi'",
        "none,bins=3 | front end none: has no parameter bins",
        "micro,coefficients=3 | front end micro: has no parameter coefficients; it has window_ms,"
            + " hop_ms, bins, lower_hz, upper_hz"
      })
  void whatIsNoFrontEndIsNamed(String text, String message) {
    assertThatThrownBy(() -> FrontEnds.require(text))
        .isInstanceOf(KwsException.class)
        .hasMessage(message);
  }

  /** log_offset belongs to tf.signal: TensorFlow's operation has a floor of its own. */
  @Test
  void aParameterOfAnotherStyleIsNamed() {
    assertThatThrownBy(() -> FrontEnds.require("mfcc,log_offset=1e-3"))
        .hasMessageStartingWith("front end mfcc: has no parameter log_offset; it has clip_ms, ");
    FrontEnds.require("mfcc,style=signal,log_offset=1e-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void noneLeavesTheModelAsItIs(String text) {
    FrozenGraph model = model(1, 49, 10);
    assertThat(FrontEnds.before(model, text)).isSameAs(model);
  }

  @Test
  void aSecondFrontEndIsRefused() {
    FrozenGraph heard = FrontEnds.before(model(1, 98, 40), "log_mel");
    assertThatThrownBy(() -> FrontEnds.before(heard, "log_mel"))
        .hasMessage("m.pb: it has a front end already: log_mel, 30 ms / 10 ms, 40 mel bins");
    FrozenGraph micro = FrontEnds.before(model(1, 3, 40), "micro");
    assertThat(metadata(micro).entries().get(ModelMetadata.FRONT_END))
        .containsExactly("micro", "30", "10", "40", "125.0", "7500.0");
    assertThatThrownBy(() -> FrontEnds.before(micro, "mfcc"))
        .hasMessage("m.pb: it has a front end already: micro, 30 ms / 10 ms, 40 channels");
  }

  @Test
  void namesOfTheModelAreLeftAlone() {
    FrozenGraph taken =
        FrozenGraph.parse(
            GraphBuilder.graph()
                .placeholder("samples", 98, 40)
                .op("Relu", "front_end/Log", "samples")
                .op("Softmax", "p", "front_end/Log")
                .bytes(),
            "m.pb");
    FrozenGraph heard = FrontEnds.before(taken, "log_mel");
    assertThat(heard.inputs().get(0).toString()).isEqualTo("front_end_1_samples:0 float[16000,1]");
    assertThat(heard.node("samples")).isPresent();
    assertThat(heard.node("front_end_1/Log")).isPresent();
  }
}
