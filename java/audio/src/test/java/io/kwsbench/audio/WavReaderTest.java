package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
  /** Bytes of a file with 131,000 chunks: a second look at each of those before would show. */
  private static final int HEADERS = 1 << 20;

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

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        0x7FFFF000L,
        0x7FFFFFFFL,
        0x7FFFFFDBL,
        0x80000000L - 36,
        0x80000000L,
        0xFFFFFFFFL,
        0xFFFFFFDBL,
        0xFFFFF000L
      })
  void theSoundOfAStreamReachesToTheEndButNotIntoChunks(long placeholder) {
    WavBytes stream = new WavBytes().fmt(1, 1, 16000, 16).data(placeholder).u16(3).u16(4).u8(9);
    assertThat(parse(stream).toPcm16()).containsExactly((short) 3, (short) 4);
    WavBytes tagged = new WavBytes().fmt(1, 1, 16000, 16).data(placeholder).u16(3).u16(4);
    tagged.tag("LIST").u32(5).tag("INFO").u8('x', 0).tag("id3 ").u32(1).u8(1);
    assertThat(parse(tagged).toPcm16()).containsExactly((short) 3, (short) 4);
  }

  @Test
  void chunksBehindAnEmptyOneAreNoSound() {
    for (String id : List.of("LIST", "id3 ", "bext", "what")) {
      WavBytes wav = new WavBytes().fmt(1, 1, 16000, 16).data(0).tag(id).u32(2004).tag("INFO");
      for (int i = 0; i < 500; i++) {
        wav.tag("text");
      }
      assertThat(parse(wav).frames()).as(id).isZero();
    }
    WavBytes cut = new WavBytes().fmt(1, 1, 16000, 16).data(0).tag("LIST").u32(400).tag("INFO");
    assertThat(parse(cut).frames()).isZero();
    assertThat(parse(new WavBytes().fmt(1, 1, 16000, 16).data(0)).frames()).isZero();
    assertRefused(
        new WavBytes().fmt(1, 1, 16000, 16).data(0).tag("fact").u32(0).data(2).u16(1),
        "an empty data chunk, and another data chunk after it");
  }

  @Test
  void oddChunksAreReadPaddedOrNot() {
    for (int[] pad : new int[][] {{0}, {}}) {
      WavBytes wav = new WavBytes().tag("LIST").u32(3).u8(1, 2, 3).u8(pad);
      wav.fmt(1, 1, 16000, 16).tag("junk").u32(1).u8(7).u8(pad).data(2).u16(-2).u8(1, 2, 3);
      assertThat(parse(wav).toPcm16()).as(pad.length + " pad bytes").containsExactly((short) -2);
    }
  }

  @Test
  @Timeout(60)
  void aFileOfNothingButHeadersIsReadInOneGo() {
    ByteBuffer wav = ByteBuffer.allocate(HEADERS).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(new WavBytes().fmt(1, 1, 16000, 16).data(0xFFFFFFFFL).toArray());
    while (wav.remaining() >= 8) {
      wav.putInt(WavChunks.id("LIST")).putInt(0);
    }
    wav.putInt(wav.limit() - 4, -1);
    Clip clip = WavReader.parse(wav.array(), "a.wav");
    assertThat(clip.frames()).isEqualTo((HEADERS - 44) / 2);
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
        "2 bytes per frame for 2 channels of 16 bits");
    assertRefused(
        new WavBytes().tag("fmt ").u32(16).u16(0xFFFE).u16(1).u32(1).u32(1).u16(2).u16(16),
        "extensible fmt chunk cut short");
  }

  @Test
  void refusesSizesThatLie() {
    assertRefused(
        new WavBytes().fmt(1, 1, 16000, 16).data(32000).u16(1),
        "truncated WAV file: chunk 'data' should have 32000 bytes, but 2 are left");
    assertRefused(
        new WavBytes().fmt(1, 1, 16000, 16).data(0x7F000000).u16(1),
        "chunk 'data' should have 2130706432 bytes");
    assertRefused(
        new WavBytes().tag("LIST").u32(0xFFFFFFF0L), "chunk 'LIST' should have 4294967280");
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
        .hasMessage(folder + ": a folder, not a clip");
  }

  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void writesBackTheClipsByteForByte(Material material, @TempDir Path folder) throws Exception {
    List<Path> files = material.clips();
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
