package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.Allocations;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag(Campaign.TAG)
class StreamingResamplerTest {
  private static final int[] RATES = {8000, 11025, 16000, 16001, 22050, 44100, 48000, 96000};

  /** All that a resampler made. */
  private static final class Made implements StreamingResampler.Sink {
    private float[] samples = new float[0];

    @Override
    public void accept(float[] block, int offset, int count) {
      int before = samples.length;
      samples = Arrays.copyOf(samples, before + count);
      System.arraycopy(block, offset, samples, before, count);
    }
  }

  private static short[] noise(int samples, Random random) {
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) random.nextInt();
    }
    return noise;
  }

  private static ByteBuffer bytes(short[] pcm, int from, int length, ByteOrder buffers) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * length + 6).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(6);
    for (int i = 0; i < length; i++) {
      bytes.putShort(pcm[from + i]);
    }
    return bytes.position(6).order(buffers);
  }

  /** Feeds a piece in one of the forms that it may have. */
  private static void feed(
      StreamingResampler resampler, short[] pcm, int from, int length, int form, Made made) {
    switch (form) {
      case 0 -> resampler.accept(pcm, from, length, made);
      case 1 -> {
        float[] floats = new float[pcm.length];
        SampleScale.DECODE_WAV.decode(pcm, floats);
        resampler.accept(floats, from, length, made);
      }
      case 2 -> resampler.accept(bytes(pcm, from, length, ByteOrder.LITTLE_ENDIAN), made);
      default -> resampler.accept(bytes(pcm, from, length, ByteOrder.BIG_ENDIAN), made);
    }
  }

  @Test
  void piecesGiveTheSamplesOfTheWhole() {
    for (int seed = 0; seed < Campaign.tries(40, 400); seed++) {
      piecesGiveTheSamplesOfTheWhole(new Random(seed));
    }
  }

  private static void piecesGiveTheSamplesOfTheWhole(Random random) {
    int from = RATES[random.nextInt(RATES.length)];
    int to = RATES[random.nextInt(RATES.length)];
    int channels = 1 + random.nextInt(3);
    // none, one and two at times
    int frames = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(4001);
    int longest = 1 + random.nextInt(900);
    short[] pcm = noise(frames * channels, random);
    float[] whole = FittedClip.of(Clip.ofPcm16(from, channels, pcm), to, -1, 1).clip().samples();
    StreamingResampler resampler = new StreamingResampler(from, channels, to);

    for (int recording = 0; recording < 2; recording++) {
      Made made = new Made();
      for (int at = 0; at < pcm.length; ) {
        int length = Math.min(random.nextInt(longest + 1), pcm.length - at);
        feed(resampler, pcm, at, length, random.nextInt(4), made);
        at += length;
      }
      resampler.finish(made);
      assertThat(made.samples).containsExactly(whole);
    }
  }

  @Test
  void lagsByHalfItsFilterAndNoMore() {
    StreamingResampler resampler = new StreamingResampler(48_000, 1, 16_000);
    Made made = new Made();
    resampler.accept(new float[resampler.lag()], 0, resampler.lag(), made);
    assertThat(made.samples).isEmpty();
    resampler.accept(new float[1], 0, 1, made);
    assertThat(made.samples).hasSize(1);
    resampler.accept(new float[3], 0, 3, made);
    assertThat(made.samples).hasSize(2);
    assertThat(new StreamingResampler(16_000, 2, 16_000).lag()).isZero();
  }

  @Test
  void resetForgetsWhatCame() {
    short[] pcm = noise(3000, new Random(5));
    StreamingResampler resampler = new StreamingResampler(44_100, 1, 16_000);
    resampler.accept(pcm, 0, 1234, (samples, offset, count) -> {});
    resampler.reset();
    Made made = new Made();
    resampler.accept(pcm, 0, 3000, made);
    resampler.finish(made);
    assertThat(made.samples)
        .containsExactly(
            new Resampler(44_100, 16_000).resample(Clip.ofPcm16(44_100, 1, pcm)).samples());
  }

  @Test
  void allocatesNothing() {
    StreamingResampler resampler = new StreamingResampler(44_100, 2, 16_000);
    float[] floats = new float[2000];
    short[] shorts = new short[2000];
    ByteBuffer bytes = ByteBuffer.allocateDirect(4000);
    StreamingResampler.Sink sink = (samples, offset, count) -> {};
    long allocated =
        Allocations.of(
            () -> {
              for (int i = 0; i < 100; i++) {
                resampler.accept(floats, 0, 2000, sink);
                resampler.accept(shorts, 0, 2000, sink);
                resampler.accept(bytes.clear(), sink);
              }
              resampler.finish(sink);
            });
    assertThat(allocated).isZero();
  }

  @Test
  void misuseIsSaid() {
    assertThatThrownBy(() -> new StreamingResampler(0, 1, 16_000))
        .isInstanceOf(KwsException.class)
        .hasMessage("cannot resample from 0 to 16000 Hz");
    assertThatThrownBy(() -> new StreamingResampler(0, 1, 0)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> new StreamingResampler(16_000, 0, 16_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 channels");
    StreamingResampler resampler = new StreamingResampler(16_000, 1, 16_000);
    assertThatThrownBy(
            () -> resampler.accept(ByteBuffer.allocate(3), (samples, offset, count) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 bytes hold half a sample");
    assertThatThrownBy(() -> resampler.accept(new short[4], 3, 2, (samples, offset, count) -> {}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
