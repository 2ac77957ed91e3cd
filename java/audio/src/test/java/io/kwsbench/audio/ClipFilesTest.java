package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class ClipFilesTest {
  @TempDir Path folder;

  private Path put(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, new byte[0]);
  }

  private List<String> found() {
    return ClipFiles.below(folder).stream().map(file -> ClipFiles.name(folder, file)).toList();
  }

  @Test
  void clipsAreWavFilesInAnyCaseAtAnyDepth() throws IOException {
    for (String name : List.of("b.wav", "A.WAV", "c.Wav", "deep/er/d.wav", "notes.txt", "wav")) {
      put(name);
    }
    assertThat(found()).containsExactly("A.WAV", "b.wav", "c.Wav", "deep/er/d.wav");
  }

  @Test
  void whatSystemsLeaveBehindIsNoClip() throws IOException {
    put("a.wav");
    for (String name :
        List.of(
            "._a.wav",
            ".wav",
            "__MACOSX/a.wav",
            "__MACOSX/yes/._b.wav",
            ".ipynb_checkpoints/a.wav",
            ".Trash-1000/a.wav",
            "@eaDir/a.wav",
            "lost+found/a.wav",
            "$RECYCLE.BIN/a.wav",
            "Thumbs.db",
            ".DS_Store")) {
      put(name);
    }
    assertThat(found()).containsExactly("a.wav");
  }

  @Test
  void aFolderThatWasAskedForMayBeHidden() throws IOException {
    put(".cache/clips/a.wav");
    assertThat(ClipFiles.under(folder.resolve(".cache")))
        .containsExactly(folder.resolve(".cache/clips/a.wav"));
  }

  @Test
  void theOrderIsThatOfCodePoints() throws IOException {
    String bmp = "\uFF21.wav";
    String beyond = "\uD83D\uDE00.wav";
    Needs.that(holdsName(bmp) && holdsName(beyond), "file names are not UTF-8 here");
    put("a/z.wav");
    put("a-b.wav");
    // as UTF-16 the last two would change places
    assertThat(found()).containsExactly("a-b.wav", "a/z.wav", bmp, beyond);
  }

  private boolean holdsName(String name) throws IOException {
    try {
      put(name);
      return true;
    } catch (java.nio.file.InvalidPathException e) {
      return false;
    }
  }

  @Test
  @Timeout(30)
  void pipesFoldersAndLinksToNothingAreNamedOnceAndNotOpened() throws Exception {
    Path real = put("a.wav");
    Path pipe = folder.resolve("pipe.wav");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    Needs.that(made.waitFor(10, TimeUnit.SECONDS) && made.exitValue() == 0, "no mkfifo");
    Files.createSymbolicLink(folder.resolve("link.wav"), real);
    Files.createSymbolicLink(folder.resolve("nothing.wav"), folder.resolve("gone"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    put("folder.wav/inside.wav");
    Logger log = (Logger) LoggerFactory.getLogger(ClipFiles.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      assertThat(found()).containsExactly("a.wav", "link.wav");
      assertThat(found()).hasSize(2);
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactlyInAnyOrder(
            "skipped: " + pipe + ": a pipe or a device, not a file",
            "skipped: " + folder.resolve("nothing.wav") + ": a link to nothing",
            "skipped: " + folder.resolve("loop") + ": a link back to a folder above it",
            "skipped: " + folder.resolve("folder.wav") + ": a folder, not a clip");
    assertThatThrownBy(() -> WavReader.read(pipe))
        .isInstanceOf(KwsException.class)
        .hasMessage(pipe + ": a pipe or a device, not a file");
  }

  @Test
  void anArgumentIsTheFileItselfOrAFolderWithClips() throws IOException {
    Path file = put("clip.raw");
    assertThat(ClipFiles.under(file)).containsExactly(file);
    assertThatThrownBy(() -> ClipFiles.under(folder))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder + ": has no .wav files");
    assertThatThrownBy(() -> ClipFiles.below(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": a file, not a folder");
  }
}
