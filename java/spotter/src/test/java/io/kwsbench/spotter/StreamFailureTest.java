package io.kwsbench.spotter;

import static io.kwsbench.spotter.EightSamples.WINDOW;
import static io.kwsbench.spotter.EightSamples.options;
import static io.kwsbench.spotter.EightSamples.spotter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.Thresholds;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a stream refuses, and what follows a failure. */
class StreamFailureTest {
  @Test
  void misuseIsSaid() {
    Spotter spotter = spotter();
    SpotterStream stream = spotter.newStream(options(4));
    assertThatThrownBy(() -> stream.accept(ByteBuffer.allocate(3)))
        .isInstanceOf(IllegalArgumentException.class);
    stream.onScores((last, scores) -> stream.reset());
    assertThatThrownBy(() -> stream.accept(new float[WINDOW], 0, WINDOW))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.kws: a listener cannot feed or reset its stream");
    assertThatThrownBy(spotter::close).isInstanceOf(IllegalStateException.class);
    stream.close();
    stream.close();
    assertThatThrownBy(() -> stream.accept(new short[1], 0, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.kws: the stream is closed");
    Thresholds other = new Thresholds(0.5, Map.of("maybe", 0.6));
    assertThatThrownBy(
            () -> spotter.newStream(options(4).withRule(StreakRule.DEFAULT.withThresholds(other))))
        .isInstanceOf(KwsException.class)
        .hasMessage("a threshold for 'maybe', but the labels are _silence_ yes no");
    assertThatThrownBy(
            () -> spotter.newStream(options(4).withLabels(List.of("silence", "yes", "nein"))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("label 3 is 'nein', but 'no' in test.kws");
    assertThatThrownBy(() -> options(0)).isInstanceOf(IllegalArgumentException.class);
    spotter.close();
  }

  @Test
  void aListenerMayCloseItsStream() {
    try (Spotter spotter = spotter()) {
      List<Long> lasts = new ArrayList<>();
      SpotterStream stream = spotter.newStream(options(1));
      stream.onScores(
          (last, scores) -> {
            lasts.add(last);
            stream.close();
          });
      stream.accept(new float[100], 0, 100);
      assertThat(lasts).containsExactly(7L);
    }
  }

  @Test
  void aWindowWhoseListenerThrowsIsNotScoredAgain() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      List<Long> lasts = new ArrayList<>();
      stream.onScores(
          (last, scores) -> {
            lasts.add(last);
            if (lasts.size() == 1) {
              throw new IllegalStateException("no disk");
            }
          });
      assertThatThrownBy(() -> stream.accept(new float[WINDOW], 0, WINDOW)).hasMessage("no disk");
      stream.accept(new float[WINDOW], 0, WINDOW);
      assertThat(lasts).containsExactly(7L, 11L, 15L);
    }
  }

  @Test
  void whatIsNoNumberIsNamed() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      float[] samples = new float[12];
      samples[11] = Float.NaN;
      assertThatThrownBy(() -> stream.accept(samples, 0, 12))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              "test.kws: in the window that ends at sample 11 the score of '_silence_' is NaN");
    }
  }

  /** The rest of the piece is lost, and so would be the positions of what follows. */
  @Test
  void aFailedStreamMustBeReset() {
    try (Spotter spotter = spotter();
        SpotterStream stream = spotter.newStream(options(4))) {
      List<Long> lasts = new ArrayList<>();
      stream.onScores((last, scores) -> lasts.add(last));
      float[] samples = new float[20];
      samples[2] = Float.NaN;
      assertThatThrownBy(() -> stream.accept(samples, 0, 20)).isInstanceOf(KwsException.class);
      assertThat(lasts).isEmpty();
      assertThatThrownBy(() -> stream.accept(samples, 3, 8))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("test.kws: the stream failed before: reset it first");
      stream.reset();
      stream.accept(samples, 3, 8);
      assertThat(lasts).containsExactly(7L);
    }
  }
}
