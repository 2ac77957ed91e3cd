package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StretchedFolderTest {
  private static final int THOUSANDTH = 32;
  @TempDir Path folder;

  @Test
  void writesTheOriginalsSlowedClips() throws IOException {
    Path expected = SharedMaterial.require("keras/submission/time_stretch");
    Path clips = ClipFolders.submission(folder);
    Path out = folder.resolve("slow");
    var result = new StretchedFolder(ClipFolder.list(clips), out, 0.9).write(ClipFolders.SILENT);
    assertThat(result).isEqualTo(new StretchedFolder.Result(211, 0, 0));
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
    assertThat(compared).isEqualTo(16);
  }

  private static List<Path> wavs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
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
