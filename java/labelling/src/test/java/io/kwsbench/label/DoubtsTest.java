package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private static final LabelSet LABELS = new LabelSet(List.of("yes", "no", "stop"));

  @Test
  void countsClipsBelowHalfAndKeepsTheLeastSureThree() {
    Doubts.Count count = new Doubts.Count();
    count.add("a.wav", LABELS, new float[] {0.9f, 0.05f, 0.05f});
    count.add("b.wav", LABELS, new float[] {0.3f, 0.4f, 0.3f});
    count.add("c.wav", LABELS, new float[] {0.25f, 0.25f, 0.5f});
    count.add("d.wav", LABELS, new float[] {0.35f, 0.33f, 0.32f});
    count.add("e.wav", LABELS, new float[] {0.2f, 0.2f, 0.6f});

    assertThat(count.doubts())
        .isEqualTo(
            new Doubts(
                5,
                2,
                List.of(
                    new Doubts.Doubt("d.wav", "yes", 0.35f),
                    new Doubts.Doubt("b.wav", "no", 0.4f),
                    new Doubts.Doubt("c.wav", "stop", 0.5f))));
  }

  @Test
  void noClipIsNoDoubt() {
    assertThat(new Doubts.Count().doubts()).isEqualTo(new Doubts(0, 0, List.of()));
  }
}
