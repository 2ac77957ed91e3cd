package io.kwsbench.spotter;

import static io.kwsbench.spotter.EightSamples.LABELS;
import static io.kwsbench.spotter.EightSamples.METADATA;
import static io.kwsbench.spotter.EightSamples.WINDOW;
import static io.kwsbench.spotter.EightSamples.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.metadata.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a model's file says about listening. */
class SpotterMetadataTest {
  /** It says no more than that eight samples are a clip. */
  private static final ModelMetadata SILENT =
      ModelMetadata.NONE.withNumber(ModelMetadata.WINDOW, 8);

  @Test
  void aModelSaysHowItIsHeard() {
    ModelMetadata said =
        DetectorMetadata.write(METADATA.withNumber(ModelMetadata.HOP, 5), TensorFlowRule.DEFAULT)
            .withNumber(ModelMetadata.WINDOW, WINDOW);
    try (Spotter spotter = Spotter.of(plan(said), "test.kws")) {
      assertThat(spotter.sampleRate()).isEqualTo(1000);
      assertThat(spotter.hop()).isEqualTo(5);
      assertThat(spotter.rule()).isEqualTo(TensorFlowRule.DEFAULT);
      List<Long> lasts = new ArrayList<>();
      try (SpotterStream stream = spotter.newStream(StreamOptions.DEFAULT)) {
        stream.onScores((last, scores) -> lasts.add(last));
        stream.accept(new float[20], 0, 20);
      }
      assertThat(lasts).containsExactly(7L, 12L, 17L);
    }
    try (Spotter old = Spotter.of(plan(SILENT), "old.kws")) {
      assertThat(old.sampleRate()).isEqualTo(16_000);
      assertThat(old.hop()).isEqualTo(1280);
      assertThat(old.rule()).isEqualTo(AverageRule.DEFAULT);
    }
  }

  @Test
  void aModelThatContradictsItselfIsRefused() {
    ModelMetadata wrong = METADATA.withNumber(ModelMetadata.WINDOW, 9);
    assertThatThrownBy(() -> Spotter.of(plan(wrong), "test.kws"))
        .isInstanceOf(KwsException.class)
        .hasMessage("test.kws: its metadata has a window of 9 samples, but its input takes 8");
    ModelMetadata bad = METADATA.with(DetectorMetadata.RULE, List.of("magic"));
    assertThatThrownBy(() -> Spotter.of(plan(bad), "test.kws"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("test.kws: no rule 'magic'");
    try (Spotter nameless = Spotter.of(plan(SILENT), "test.kws")) {
      assertThatThrownBy(() -> nameless.newStream(StreamOptions.DEFAULT))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              "test.kws: it does not name its classes: name them with StreamOptions.withLabels");
      nameless.newStream(StreamOptions.DEFAULT.withLabels(LABELS)).close();
    }
  }
}
