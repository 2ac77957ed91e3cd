package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark finds the clips that the single machine finds, in the same order. */
class HadoopFilesTest {
  @TempDir Path folder;

  private void put(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[0]);
  }

  private List<String> single() {
    return ClipFiles.below(folder).stream().map(file -> ClipFiles.name(folder, file)).toList();
  }

  private static Configuration configuration(boolean local) {
    Configuration configuration = new Configuration();
    if (!local) {
      configuration.set("fs.file.impl", Unlike.class.getName());
      configuration.set("fs.file.impl.disable.cache", "true");
    }
    return configuration;
  }

  /** A file system that is not the local one, as far as anyone can see. */
  public static final class Unlike extends RawLocalFileSystem {}

  private List<String> clips(boolean local, String except) {
    org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(folder.toString());
    org.apache.hadoop.fs.Path other =
        except == null ? null : new org.apache.hadoop.fs.Path(root, except);
    return new HadoopFiles(configuration(local)).clips(root, other);
  }

  @Test
  void clipsAreThoseOfTheSingleMachine() throws IOException {
    for (String name :
        List.of(
            "b.wav",
            "A.WAV",
            "a-b.wav",
            "a/z.wav",
            "slow/b.wav",
            "._b.wav",
            "__MACOSX/b.wav",
            ".trash/b.wav",
            "notes.txt")) {
      put(name);
    }
    for (boolean local : new boolean[] {true, false}) {
      assertThat(clips(local, null))
          .isEqualTo(single())
          .containsExactly("A.WAV", "a-b.wav", "a/z.wav", "b.wav", "slow/b.wav");
      assertThat(clips(local, "slow")).doesNotContain("slow/b.wav").hasSize(4);
    }
  }

  @Test
  void namesAreOrderedByCodePoints() {
    // as UTF-16 the two would change places
    assertThat(ClipFiles.NAME_ORDER.compare("\uFF21.wav", "\uD83D\uDE00.wav")).isNegative();
  }

  @Test
  void aFolderWithoutClipsIsAnError() {
    assertThatThrownBy(() -> clips(true, null))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("has no .wav files");
  }
}
