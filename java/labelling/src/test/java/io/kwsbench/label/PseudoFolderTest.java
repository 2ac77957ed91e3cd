package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudoFolderTest {
  @TempDir Path folder;
  private Path clips;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    clips = Files.createDirectory(folder.resolve("clips"));
    out = folder.resolve("out");
  }

  private void clip(String name, int... samples) {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) samples[i];
    }
    WavWriter.write(clips.resolve(name), Clip.ofPcm16(16_000, 1, pcm));
  }

  private static PseudoPlan.Entry entry(String name, String label) {
    return new PseudoPlan.Entry(name, label, 1);
  }

  private PseudoFolder.Result write(int silenceGroup, boolean link, PseudoPlan.Entry... entries) {
    PseudoPlan plan = new PseudoPlan(entries.length, 0, List.of(entries), silenceGroup);
    return PseudoFolder.write(plan, clips, out, link, ClipFolders.SILENT);
  }

  @Test
  void copiesByLabel() {
    clip("a.wav", 1, 2, 3);
    clip("b.wav", 4);
    PseudoFolder.Result result = write(0, false, entry("a.wav", "yes"), entry("b.wav", "silence"));
    assertThat(result.files()).isEqualTo(2);
    assertThat(result.problems()).isEmpty();
    assertThat(out.resolve("yes/a.wav")).hasSameBinaryContentAs(clips.resolve("a.wav"));
    assertThat(out.resolve("silence/b.wav")).isRegularFile();
  }

  @Test
  void linksWhenAsked() {
    clip("a.wav", 1, 2, 3);
    write(0, true, entry("a.wav", "yes"));
    assertThat(out.resolve("yes/a.wav"))
        .isSymbolicLink()
        .hasSameBinaryContentAs(clips.resolve("a.wav"));
  }

  @Test
  void joinsSilenceIntoLouderBackgrounds() {
    List<PseudoPlan.Entry> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      clip("s" + i + ".wav", 350 * i, -7, 0);
      entries.add(entry("s" + i + ".wav", "silence"));
    }
    PseudoFolder.Result result = write(2, false, entries.toArray(PseudoPlan.Entry[]::new));
    assertThat(result.files()).isEqualTo(2);
    Path second = out.resolve("_background_noise_/custom_silence_000002.wav");
    short[] joined = WavReader.read(second).toPcm16();
    assertThat(joined).hasSize(6);
    assertThat(joined[1]).isIn((short) -20, (short) -19);
    assertThat((int) joined[0]).isBetween(1999, 2000);
    assertThat((int) joined[3]).isBetween(2999, 3000);
    assertThat(out.resolve("_background_noise_/custom_silence_000003.wav")).doesNotExist();
    assertThat(out.resolve("silence")).doesNotExist();
  }

  @Test
  void everySampleBecomesWhatNumPyMakesOfIt() {
    ByteBuffer all = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      all.putShort((short) SilenceFile.scaled((short) sample));
    }
    CRC32 crc = new CRC32();
    crc.update(all.array());
    // crc32 of np.int16(np.float32(np.arange(-32768, 32768)) / 32767 / 0.35 * 32767), NumPy 1.13
    assertThat(crc.getValue()).isEqualTo(1_884_780_901L);
  }

  @Test
  void tellsOfSilenceThatWasLoud() {
    clip("s.wav", 20_000);
    PseudoFolder.Result result = write(1, false, entry("s.wav", "silence"));
    assertThat(result.problems()).singleElement().asString().contains("1 samples", "too loud");
  }

  @Test
  void namesAndCountsMissingAndUnreadableClips() throws IOException {
    clip("a.wav", 1);
    Files.writeString(clips.resolve("broken.wav"), "no wav");
    PseudoFolder.Result result =
        write(
            1,
            false,
            entry("gone.wav", "yes"),
            entry("broken.wav", "silence"),
            entry("a.wav", "yes"),
            entry("broken.wav", "no"),
            entry("a.wav", "yes"),
            entry("", "yes"),
            entry("nul\0.wav", "yes"));
    assertThat(result.files()).isEqualTo(1);
    assertThat(result.problems()).hasSize(6);
    assertThat(result.problems().get(2)).contains("broken.wav: not a WAV file");
    assertThat(result.problems().get(3)).contains("a.wav: is listed twice");
    assertThat(result.problems().get(4)).contains("no file name");
    assertThat(result.problems().get(5)).contains("no file name");
    assertThat(out.resolve("no")).doesNotExist();
    assertThat(result.problems().get(0)).contains("gone.wav");
    assertThat(result.problems().get(1)).contains("broken.wav");
  }

  @Test
  void writesIntoEmptyFoldersOnly() throws IOException {
    Files.createDirectory(out);
    Files.writeString(out.resolve("precious"), "x");
    assertThatThrownBy(() -> write(0, false))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("not empty");
  }

  @Test
  void aMissingFolderIsOneError() {
    clips = folder.resolve("nowhere");
    assertThatThrownBy(() -> write(0, false, entry("a.wav", "yes"), entry("b.wav", "yes")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("nowhere: no such folder");
  }

  @Test
  void aLabelThatNamesNoFolderLeavesItsClipOut() {
    clip("a.wav", 1);
    clip("b.wav", 2);
    List<String> bad =
        List.of("../elsewhere", ".", "..", "", "nul\0", "/tmp/x", ".hidden", "é".repeat(128));
    List<PseudoPlan.Entry> entries = new ArrayList<>();
    bad.forEach(label -> entries.add(entry("a.wav", label)));
    entries.add(entry("b.wav", "yes"));
    PseudoFolder.Result result = write(0, false, entries.toArray(PseudoPlan.Entry[]::new));
    assertThat(result.complete()).isTrue();
    assertThat(result.files()).isEqualTo(1);
    assertThat(result.missing()).isEqualTo(bad.size());
    assertThat(result.problems()).allMatch(p -> p.startsWith(clips + "/a.wav: label '"));
    assertThat(out).isDirectoryContaining("glob:**/yes");
    assertThat(folder.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void clipsOutsideTheirFolderAreNeverRead() throws IOException {
    Path secret = Files.createDirectory(folder.resolve("secret"));
    clip("../secret/x.wav", 1, 2, 3);
    clip("a.wav", 1);
    PseudoFolder.Result result =
        write(
            1,
            true,
            entry("../secret/x.wav", "yes"),
            entry(secret + "/x.wav", "yes"),
            entry("b/../../secret/x.wav", "silence"),
            entry("a.wav/", "yes"),
            entry("a.wav", "yes"));
    assertThat(result.files()).isEqualTo(1);
    assertThat(result.problems()).hasSize(4);
    assertThat(result.problems().subList(0, 3))
        .allMatch(p -> p.endsWith("x.wav: leads out of the folder of clips, and is left out"));
    assertThat(result.problems().get(3)).endsWith("a.wav/: is no file name");
  }

  @Test
  void clipsOfFoldersBelowKeepTheirPaths() throws IOException {
    Files.createDirectories(clips.resolve("kitchen"));
    clip("kitchen/a.wav", 1);
    clip("a.wav", 2);
    PseudoFolder.Result result =
        write(0, false, entry("a.wav", "yes"), entry("kitchen//./a.wav", "yes"));
    assertThat(result.problems()).isEmpty();
    assertThat(out.resolve("yes/kitchen/a.wav"))
        .hasSameBinaryContentAs(clips.resolve("kitchen/a.wav"));
    assertThat(out.resolve("yes/a.wav")).hasSameBinaryContentAs(clips.resolve("a.wav"));
  }

  @Test
  void theManifestNeedsNoClips() throws IOException {
    Path manifest = folder.resolve("manifest.csv");
    PseudoPlan plan =
        new PseudoPlan(3, 1, List.of(new PseudoPlan.Entry("a.wav", "yes", 0.75f)), 30);
    Manifest.write(plan, manifest);
    assertThat(Files.readString(manifest)).isEqualTo("fname,label,confidence\na.wav,yes,0.75\n");
  }
}
