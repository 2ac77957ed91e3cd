package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StretchedFolderTest {
  private static final int THOUSANDTH = 32;
  @TempDir Path folder;

  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void writesTheOriginalsSlowedClips(Material material) throws IOException {
    Path expected = material.original("submission/time_stretch");
    ClipFolder clips = ClipFolder.list(ClipFolders.submission(material, folder));
    Path out = folder.resolve("slow");
    var result = new StretchedFolder(clips, out, 0.9).write(ClipFolders.SILENT);
    assertThat(result).isEqualTo(new StretchedFolder.Result(clips.size(), 0, 0));
    int compared = 0;
    for (Path original : wavs(expected)) {
      short[] wanted = WavReader.read(original).toPcm16();
      short[] given = WavReader.read(out.resolve(original.getFileName())).toPcm16();
      assertThat(given).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.length; i++) {
        assertThat(Math.abs(wanted[i] - given[i])).isLessThanOrEqualTo(THOUSANDTH);
      }
      compared++;
    }
    assertThat(compared).isGreaterThan(2);
  }

  private static List<Path> wavs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void aStoppedRunIsMarkedAndGoesOn() throws IOException {
    Path clips = ClipFolders.noise(folder, 40);
    Path out = folder.resolve("slow");
    StoppingListener listener = new StoppingListener(10);
    var first = new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(listener);
    assertThat(first.written()).isBetween(10L, 39L);
    assertThatThrownBy(() -> ClipFolder.list(out))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            out
                + ": is not complete: 'stretch' was stopped or is still filling it; give the same"
                + " command again to complete it");

    var second = new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    assertThat(second)
        .isEqualTo(new StretchedFolder.Result(40 - first.written(), first.written(), 0));
    assertThat(ClipFolder.list(out).names()).hasSize(40);
  }

  @Test
  void copiesOfTwoSpeedsDoNotComeTogether() throws IOException {
    Path clips = ClipFolders.noise(folder, 1);
    Path out = folder.resolve("slow");
    new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    assertThatThrownBy(
            () -> new StretchedFolder(ClipFolder.list(clips), out, 0.8).write(ClipFolders.SILENT))
        .isInstanceOf(KwsException.class)
        .hasMessage(out + ": holds copies of speed 0.9, not of speed 0.8: give another folder");
  }

  @Test
  void aClipThatWasReplacedIsSlowedAgain() throws IOException {
    Path clips = ClipFolders.noise(folder, 2);
    Path out = folder.resolve("slow");
    new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    Path clip = clips.resolve("clip_00001.wav");
    Files.copy(clips.resolve("clip_00000.wav"), clip, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(clip, FileTime.from(Instant.now().plusSeconds(9)));
    var again = new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    assertThat(again).isEqualTo(new StretchedFolder.Result(1, 1, 0));
    assertThat(out.resolve("clip_00001.wav")).hasSameBinaryContentAs(out.resolve("clip_00000.wav"));
  }

  @Test
  void leavesWhatIsThereAndNamesWhatItCannotRead() throws IOException {
    Path clips = ClipFolders.noise(folder, 3);
    Files.writeString(clips.resolve("clip_00001.wav"), "broken");
    Path out = Files.createDirectory(folder.resolve("slow"));
    Files.writeString(out.resolve("clip_00000.wav"), "mine");
    var result = new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    assertThat(result).isEqualTo(new StretchedFolder.Result(1, 1, 1));
    assertThat(out.resolve("clip_00000.wav")).hasContent("mine");
    assertThat(out.resolve("clip_00001.wav")).doesNotExist();
  }
}
