package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ClipTest {
  @Test
  void fitsAsDecodeWavDoes() {
    Clip stereo = Clip.ofFloats(16000, 2, 1, 2, 3, 4);
    assertThat(stereo.fit(-1, -1)).isEqualTo(stereo);
    assertThat(stereo.fit(1, 1).samples()).containsExactly(1);
    assertThat(stereo.fit(3, 3).samples()).containsExactly(1, 2, 2, 3, 4, 4, 0, 0, 0);
    assertThat(stereo.fit(0, 1).samples()).isEmpty();
  }

  @Test
  void refusesShapesThatCannotBe() {
    Clip clip = Clip.ofFloats(16000, 1, 1);
    assertThatThrownBy(() -> clip.fit(-2, 1)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> clip.fit(1, 0)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> clip.fit(Integer.MAX_VALUE, 4)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> Clip.ofFloats(16000, 2, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotShareItsArrays() {
    float[] samples = {1, 2};
    Clip clip = Clip.ofFloats(8000, 1, samples);
    samples[0] = 9;
    clip.samples()[1] = 9;
    assertThat(clip.samples()).containsExactly(1, 2);
  }

  @Test
  void clipsWhatSixteenBitsCannotHold() {
    assertThat(Clip.ofFloats(8000, 1, 1f, -1f, 7f, -7f, 0.5f / 32768).toPcm16())
        .containsExactly(32767, -32768, 32767, -32768, 1);
  }

  @Property
  void sixteenBitsRoundTripThroughAFile(
      @ForAll @Size(max = 60) short[] pcm,
      @ForAll @IntRange(min = 1, max = 4) int channels,
      @ForAll @IntRange(min = 1, max = 192000) int rate) {
    short[] whole = java.util.Arrays.copyOf(pcm, pcm.length / channels * channels);
    Clip clip = Clip.ofPcm16(rate, channels, whole);
    assertThat(clip.toPcm16()).isEqualTo(whole);
    assertThat(WavReader.parse(WavWriter.toBytes(clip), "clip")).isEqualTo(clip);
  }
}
