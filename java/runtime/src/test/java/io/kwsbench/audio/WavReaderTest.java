package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.SharedMaterial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavReaderTest {
  private static Clip parse(WavBytes wav) {
    return WavReader.parse(wav.toArray(), "a.wav");
  }

  private static void assertRefused(WavBytes wav, String... parts) {
    assertRefused(wav.toArray(), parts);
  }

  private static void assertRefused(byte[] wav, String... parts) {
    assertThatThrownBy(() -> WavReader.parse(wav, "a.wav"))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("a.wav: ")
        .hasMessageNotContaining("\n")
        .message()
        .contains(parts);
  }

  @Test
  void reads16BitStereo() {
    Clip clip =
        parse(new WavBytes().fmt(1, 2, 44100, 16).data(8).u16(1).u16(-1).u16(32767).u16(-32768));
    assertThat(clip)
        .isEqualTo(Clip.ofPcm16(44100, 2, (short) 1, (short) -1, (short) 32767, (short) -32768));
    assertThat(clip.sample(1, 1)).isEqualTo(-1f);
    assertThat(clip.frames()).isEqualTo(2);
  }

  @Test
  void readsEveryOtherCoding() {
    assertThat(parse(new WavBytes().fmt(1, 1, 8000, 8).data(3).u8(0, 128, 255)).samples())
        .containsExactly(-1f, 0f, 127 / 128f);
    assertThat(parse(new WavBytes().fmt(1, 1, 8000, 24).data(6).u8(0, 0, 0x80, 1, 0, 0)).samples())
        .containsExactly(-1f, 1 / 8388608f);
    assertThat(parse(new WavBytes().fmt(1, 1, 8000, 32).data(4).u32(0x40000000)).samples())
        .containsExactly(0.5f);
    WavBytes floats = new WavBytes().fmt(3, 1, 8000, 32).data(8);
    floats.raw().putFloat(0.25f).putFloat(-1.5f);
    assertThat(parse(floats).samples()).containsExactly(0.25f, -1.5f);
    WavBytes doubles = new WavBytes().fmt(3, 1, 8000, 64).data(8);
    doubles.raw().putDouble(0.125);
    assertThat(parse(doubles).samples()).containsExactly(0.125f);
  }

  @Test
  void readsExtensibleHeadersAndSkipsOddChunks() {
    WavBytes wav = new WavBytes().tag("LIST").u32(3).u8(1, 2, 3, 0);
    wav.tag("fmt ").u32(40).u16(0xFFFE).u16(1).u32(16000).u32(32000).u16(2).u16(16);
    wav.u16(22).u16(16).u32(4).u16(1);
    wav.u8(0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71);
    assertThat(parse(wav.tag("junk").u32(0).data(2).u16(-2)).samples())
        .containsExactly(-2 / 32768f);
  }

  @Test
  void aStreamsDataReachesToTheEnd() {
    for (long size : new long[] {0xFFFFFFFFL, 0}) {
      Clip clip = parse(new WavBytes().fmt(1, 1, 16000, 16).data(size).u16(3).u16(4).u8(9));
      assertThat(clip.toPcm16()).containsExactly((short) 3, (short) 4);
    }
  }

  @Test
  void refusesWhatIsNoWavFile() {
    assertRefused(new byte[0], "not a WAV file: 0 bytes");
    assertRefused(
        "ID3\u0004 is an mp3 file".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        "starts with 'ID3?'");
    assertRefused(new WavBytes(), "no data chunk");
    assertRefused(new WavBytes().data(2).u16(1), "no fmt chunk");
  }

  @Test
  void refusesFormatsThatLie() {
    assertRefused(new WavBytes().tag("fmt ").u32(4).u32(1), "fmt chunk of 4 bytes");
    assertRefused(new WavBytes().fmt(1, 0, 16000, 16), "0 channels");
    assertRefused(new WavBytes().fmt(1, 60000, 16000, 16), "60000 channels");
    assertRefused(new WavBytes().fmt(1, 1, 0, 16), "sample rate 0 Hz");
    assertRefused(new WavBytes().fmt(1, 1, -1, 16), "sample rate 4294967295 Hz");
    assertRefused(new WavBytes().fmt(1, 1, 16000, 12), "0x0001 with 12 bits");
    assertRefused(new WavBytes().fmt(6, 1, 8000, 8), "0x0006 with 8 bits", "16-bit PCM");
    assertRefused(
        new WavBytes().tag("fmt ").u32(16).u16(1).u16(2).u32(16000).u32(64000).u16(2).u16(16),
        "2 bytes a frame for 2 channels of 16 bits");
    assertRefused(
        new WavBytes().tag("fmt ").u32(16).u16(0xFFFE).u16(1).u32(1).u32(1).u16(2).u16(16),
        "extensible fmt chunk cut short");
  }

  @Test
  void refusesSizesThatLie() {
    assertRefused(
        new WavBytes().fmt(1, 1, 16000, 16).data(0x7FFFFFFF).u16(1),
        "truncated WAV file: chunk 'data' says 2147483647 bytes, 2 are left");
    assertRefused(new WavBytes().tag("LIST").u32(0xFFFFFFF0L), "chunk 'LIST' says 4294967280");
  }

  @Test
  void refusesSamplesThatAreNoNumbers() {
    WavBytes wav = new WavBytes().fmt(3, 1, 8000, 32).data(8);
    wav.raw().putFloat(0).putFloat(Float.NaN);
    assertRefused(wav, "sample 1 is NaN");
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> WavReader.read(folder.resolve("none.wav")))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve("none.wav") + ": no such file");
    assertThatThrownBy(() -> WavReader.read(folder))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(folder + ": cannot be read");
  }

  @Test
  void writesBackTheRealClipsByteForByte(@TempDir Path folder) throws Exception {
    Path clips = SharedMaterial.require("data/arabic-speech-commands/yes");
    List<Path> files;
    try (var listing = Files.list(clips)) {
      files = listing.sorted().limit(20).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      Clip clip = WavReader.read(file);
      assertThat(clip.sampleRate()).isEqualTo(16000);
      assertThat(clip.channels()).isEqualTo(1);
      WavWriter.write(folder.resolve("copy.wav"), clip);
      assertThat(WavReader.read(folder.resolve("copy.wav"))).isEqualTo(clip);
      assertThat(Files.readAllBytes(folder.resolve("copy.wav"))).isEqualTo(WavReader.bytes(file));
    }
  }
}
