package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipFolderTest {
  @TempDir Path folder;

  @Test
  void anotherFolderInsideIsLeftOutButNotOneThatHoldsTheClips() throws IOException {
    Path clips = Files.createDirectories(folder.resolve("clips"));
    Files.createFile(clips.resolve("a.wav"));
    Path slow = Files.createDirectories(clips.resolve("slow"));
    Files.createFile(slow.resolve("a.wav"));

    assertThat(ClipFolder.list(clips, slow).names()).containsExactly("a.wav");
    assertThat(ClipFolder.list(clips, clips).names()).containsExactly("a.wav", "slow/a.wav");
    assertThat(ClipFolder.list(clips, folder).names()).containsExactly("a.wav", "slow/a.wav");
    assertThat(ClipFolder.list(clips, null).names()).containsExactly("a.wav", "slow/a.wav");
  }
}
