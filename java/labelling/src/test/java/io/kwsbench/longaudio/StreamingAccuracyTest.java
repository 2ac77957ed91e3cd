package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.detect.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 100 samples, and a tolerance of 50. */
class StreamingAccuracyTest {
  private static final LongAudio.Truth TRUTH =
      new LongAudio.Truth(
          "talk",
          2000,
          100,
          List.of(
              new LongAudio.Event("yes", 500, 560),
              new LongAudio.Event("no", 1000, 1060),
              new LongAudio.Event("yes", 1500, 1560)));

  @Test
  void aDetectionsTimeIsTheStartOfItsWindow() {
    assertThat(of(found("yes", 550))).isEqualTo(new StreamingAccuracy(3, 1, 1, 0, 0));
    assertThat(of(found("yes", 650))).isEqualTo(new StreamingAccuracy(3, 1, 1, 0, 0));
    assertThat(of(found("yes", 549))).isEqualTo(new StreamingAccuracy(3, 0, 0, 0, 1));
    assertThat(of(found("yes", 651))).isEqualTo(new StreamingAccuracy(3, 0, 0, 0, 1));
  }

  @Test
  void theFirstDetectionOfAWordMatchesIt() {
    assertThat(of(found("yes", 600), found("yes", 620)))
        .isEqualTo(new StreamingAccuracy(3, 1, 1, 1, 0));
    // another word matches it, too, and then it is too late
    assertThat(of(found("no", 600), found("yes", 620)))
        .isEqualTo(new StreamingAccuracy(3, 1, 0, 2, 0));
  }

  @Test
  void percentagesAreOfTheWords() {
    StreamingAccuracy counts = of(found("yes", 600), found("no", 1600), found("no", 1900));

    assertThat(counts).isEqualTo(new StreamingAccuracy(3, 2, 1, 1, 1));
    assertThat(counts.percent(counts.matched())).isEqualTo(200 / 3.0);
    assertThat(StreamingAccuracy.NONE.percent(0)).isNaN();
  }

  private static StreamingAccuracy of(Detection... found) {
    return StreamingAccuracy.of(List.of(found), TRUTH, 100, 50);
  }

  private static Detection found(String label, long end) {
    return new Detection(2, label, 0.9, end);
  }
}
