package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  private static Clip sine(int rate, int frames, double hertz) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return Clip.ofFloats(rate, 1, samples);
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11025, 22050, 32000, 44100, 48000, 96000})
  void aToneInThePassBandKeepsItsShapeAndTime(int rate) {
    Clip resampled = new Resampler(rate, 16000).resample(sine(rate, rate, 1000));
    Clip expected = sine(16000, 16000, 1000);
    assertThat(resampled.frames()).isEqualTo(16000);
    for (int i = 200; i < 7800; i++) {
      assertThat(resampled.sample(i, 0)).isCloseTo(expected.sample(i, 0), within(3e-5f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {9000, 12000, 20000})
  void aToneAboveTheNewNyquistIsGone(int hertz) {
    Clip resampled = new Resampler(48000, 16000).resample(sine(48000, 24000, hertz));
    for (int i = 200; i < 7800; i++) {
      assertThat(resampled.sample(i, 0)).isCloseTo(0f, within(1e-4f));
    }
  }

  @Test
  void channelsStayApart() {
    float[] samples = new float[2000];
    for (int i = 0; i < samples.length; i += 2) {
      samples[i] = 0.25f;
      samples[i + 1] = -0.5f;
    }
    Clip resampled = new Resampler(8000, 16000).resample(Clip.ofFloats(8000, 2, samples));
    assertThat(resampled.frames()).isEqualTo(2000);
    assertThat(resampled.sample(1000, 0)).isCloseTo(0.25f, within(1e-6f));
    assertThat(resampled.sample(1001, 1)).isCloseTo(-0.5f, within(1e-6f));
  }

  @Property(tries = 60)
  void anyCommonRateGivesTheRightLength(
      @ForAll @IntRange(min = 0, max = 900) int frames,
      @ForAll @IntRange(min = 1, max = 96) int k) {
    Clip clip = Clip.ofFloats(k * 1000, 1, new float[frames]);
    Clip resampled = new Resampler(k * 1000, 16000).resample(clip);
    assertThat(resampled.frames()).isEqualTo((int) Math.round(frames * 16.0 / k));
    assertThat(resampled.samples()).containsOnly(new float[resampled.frames()]);
  }

  @Test
  void refusesRatesWithoutARatio() {
    assertThatThrownBy(() -> new Resampler(383_999, 16_000))
        .isInstanceOf(KwsException.class)
        .hasMessage("cannot resample from 383999 to 16000 Hz: no simple ratio between them");
    assertThatThrownBy(() -> new Resampler(Integer.MAX_VALUE, 16_000))
        .isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> new Resampler(0, 16_000)).isInstanceOf(KwsException.class);
  }

  @Test
  void fittingReportsWhatItDid() {
    FittedClip fitted = FittedClip.of(Clip.ofFloats(8000, 2, new float[200]), 16000, 300, 1);
    assertThat(fitted.clip().frames()).isEqualTo(300);
    assertThat(fitted.warnings())
        .containsExactly(
            "resampled from 8000 to 16000 Hz",
            "kept the first 1 of 2 channels",
            "padded from 200 to 300 samples with silence");
    Clip fit = sine(16000, 300, 440);
    assertThat(FittedClip.of(fit, 16000, 300, 1))
        .isEqualTo(new FittedClip(fit, java.util.List.of()));
    assertThat(FittedClip.of(fit, 16000, 100, 2).warnings())
        .containsExactly(
            "repeated the last of 1 channels up to 2", "cropped from 300 to 100 samples");
  }

  @Test
  void decodesAndResamplesNoMoreThanIsKept() {
    for (int rate : new int[] {8000, 44100, 16001, 96000}) {
      Clip clip = sine(rate, 3 * rate, 440);
      WavData data = WavReader.locate(ByteBuffer.wrap(WavWriter.toBytes(clip)), "a.wav");
      FittedClip whole = FittedClip.of(data.clip(), 16000, 16000, 1);
      assertThat(FittedClip.of(data, 16000, 16000, 1)).isEqualTo(whole);
      Clip resampled = new Resampler(rate, 16000).resample(data.clip());
      assertThat(whole.clip()).isEqualTo(resampled.fit(16000, 1));
      assertThat(whole.warnings().get(1)).isEqualTo("cropped from 48000 to 16000 samples");
    }
  }

  @Test
  void aRateThatNoSoundHasIsTheClipsFault() {
    for (int rate : new int[] {1, 499, 0x20003E80, 0x7fffffff}) {
      WavBytes wav = new WavBytes().fmt(1, 1, rate, 16).data(4).u16(1).u16(2);
      WavData data = WavReader.locate(ByteBuffer.wrap(wav.toArray()), "a.wav");
      assertThatThrownBy(() -> FittedClip.of(data, 16000, 16000, 1))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith("a.wav: cannot resample from " + rate + " to 16000 Hz: ");
    }
  }

  @Test
  void filtersAreMadeOnce() {
    assertThat(Resampler.between(44100, 16000)).isSameAs(Resampler.between(44100, 16000));
    ResamplerCache cache = new ResamplerCache();
    for (int rate = 2; rate < 21; rate++) {
      cache.get(rate * 1000, 1000);
    }
    assertThat(cache.size()).isEqualTo(8);
  }
}
