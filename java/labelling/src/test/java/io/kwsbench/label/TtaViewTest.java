package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtaViewTest {
  private static float[] apply(String fold, float... clip) {
    float[] view = new float[clip.length];
    TtaView.parse(fold).apply(clip, view);
    return view;
  }

  @Test
  void rollsLikeNumPy() {
    assertThat(apply("roll=-1", 1, 2, 3)).containsExactly(2, 3, 1);
    assertThat(apply("roll=1", 1, 2, 3)).containsExactly(3, 1, 2);
    assertThat(apply("roll=-7", 1, 2, 3)).containsExactly(2, 3, 1);
    assertThat(apply("roll=5")).isEmpty();
  }

  @Test
  void amplifiesInFloat32AndClipsOnlyWhenAsked() {
    assertThat(apply("gain=1.2", 0.3f, -1)).containsExactly(0.3f * 1.2f, -1.2f);
    assertThat(apply("gain=1.2+clip", 0.3f, -1)).containsExactly(0.3f * 1.2f, -1f);
    assertThat(apply("as_is", 0.3f, -1)).containsExactly(0.3f, -1f);
  }

  @Test
  void theOriginalsFolds() {
    assertThat(TtaView.parseAll("as_is,gain=1.2,roll=-1500")).isEqualTo(TtaView.THREE);
    assertThat(TtaView.SIX).hasSize(6).startsWith(TtaView.THREE.toArray(TtaView[]::new));
    assertThat(TtaView.SIX.get(4)).hasToString("slow+gain=1.1+clip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "loud", "gain=", "gain=NaN", "roll=1.5", "roll=-1500+", "slow,"})
  void namesWhatIsNoFold(String text) {
    assertThatThrownBy(() -> TtaView.parse(text))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("fold '" + text + "'");
  }

  @Property
  void readsWhatItPrints(
      @ForAll boolean slow,
      @ForAll @IntRange(min = -16000, max = 16000) int roll,
      @ForAll @FloatRange(min = -4, max = 4) float gain,
      @ForAll boolean clipped) {
    TtaView fold = new TtaView(slow, roll, gain, clipped);
    assertThat(TtaView.parseAll(fold + "," + TtaView.AS_IS))
        .isEqualTo(List.of(fold, TtaView.AS_IS));
  }
}
