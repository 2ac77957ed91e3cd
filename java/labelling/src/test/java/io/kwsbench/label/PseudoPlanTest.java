package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PseudoPlanTest {
  @Test
  void silenceThatMakesNoWholeFileIsCounted() {
    PseudoPlan.Entry silent = new PseudoPlan.Entry("s.wav", PseudoPlan.SILENCE, 1);
    List<PseudoPlan.Entry> clips = new ArrayList<>(Collections.nCopies(64, silent));
    clips.add(new PseudoPlan.Entry("y.wav", "yes", 1));
    PseudoPlan plan = new PseudoPlan(70, 5, clips, ThresholdRule.SILENCE_GROUP);

    assertThat(plan.silenceFiles()).isEqualTo(2);
    assertThat(plan.silenceLeft()).isEqualTo(4);
    assertThat(plan.files()).isEqualTo(3);
    assertThat(new PseudoPlan(70, 5, clips, 0).silenceLeft()).isZero();
  }
}
