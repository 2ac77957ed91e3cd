package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** What the size of a data chunk means, for sizes and sounds of all kinds. */
class WavSizesTest {
  private static final long TWO_GIB = 1L << 31;

  private static WavBytes wav(long size, short[] pcm) {
    WavBytes wav = new WavBytes().fmt(1, 1, 16000, 16).data(size);
    for (short sample : pcm) {
      wav.u16(sample);
    }
    return wav;
  }

  private static short[] read(WavBytes wav) {
    return WavReader.parse(wav.toArray(), "a.wav").toPcm16();
  }

  @Property(tries = 300)
  void aPlaceholderMeansAllTheSoundAndNoChunk(
      @ForAll @Size(max = 200) short[] pcm,
      @ForAll @LongRange(min = -65536, max = 65536) long offset,
      @ForAll boolean fourGib,
      @ForAll @IntRange(max = 40) int listBytes) {
    long size = fourGib ? 2 * TWO_GIB - 1 - Math.abs(offset) / 2 : TWO_GIB + offset;
    assertThat(read(wav(size, pcm))).isEqualTo(pcm);
    WavBytes tagged = wav(size, pcm).tag("LIST").u32(listBytes);
    for (int i = 0; i < listBytes; i++) {
      tagged.u8('t');
    }
    assertThat(read(tagged)).isEqualTo(pcm);
  }

  @Property(tries = 300)
  void aSizeThatIsTooLargeAndNoPlaceholderIsACutFile(
      @ForAll @Size(max = 200) short[] pcm,
      @ForAll @LongRange(min = 401, max = TWO_GIB - 65537) long size) {
    assertThatThrownBy(() -> read(wav(size, pcm)))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("a.wav: truncated WAV file: chunk 'data' should have " + size);
  }

  @Property(tries = 300)
  void nothingAndThenAChunkIsNoSound(
      @ForAll @Size(max = 200) byte[] body, @ForAll @ByteRange(min = 'a', max = 'z') byte letter) {
    WavBytes wav = wav(0, new short[0]).tag("x" + (char) letter + "yz").u32(body.length);
    for (byte value : body) {
      wav.u8(value);
    }
    assertThat(read(wav)).isEmpty();
  }

  @Property(tries = 300)
  void whatIsReadIsWrittenAndReadAlike(
      @ForAll @Size(max = 200) short[] pcm, @ForAll @IntRange(min = 1, max = 400) int claimed) {
    Clip clip;
    try {
      clip = WavReader.parse(wav(claimed, pcm).toArray(), "a.wav");
    } catch (KwsException e) {
      assertThat(claimed).isGreaterThan(2 * pcm.length);
      return;
    }
    assertThat(WavReader.parse(WavWriter.toBytes(clip), "b.wav")).isEqualTo(clip);
  }
}
