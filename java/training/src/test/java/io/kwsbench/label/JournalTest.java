package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final JournalHeader HEADER =
      new JournalHeader(3, 4, Fingerprint.of(new byte[] {1}, List.of("x")));

  @TempDir Path folder;

  private static float[] clip(int i) {
    return new float[] {i, i + 0.5f, -i};
  }

  private static List<float[]> contents(Journal journal) throws IOException {
    List<float[]> clips = new ArrayList<>();
    journal.forEach((index, probabilities) -> clips.add(probabilities));
    return clips;
  }

  private Path written(String name, int clips) {
    Path file = folder.resolve(name);
    try (Journal journal = Journal.open(file, HEADER, false)) {
      for (int i = 0; i < clips; i++) {
        journal.append(new float[][] {i == 1 ? null : clip(i)});
      }
    }
    return file;
  }

  @Test
  void keepsWhatWasAppended() throws IOException {
    Path file = written("j", 4);
    try (Journal journal = Journal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(4);
      List<float[]> clips = contents(journal);
      assertThat(clips.get(0)).containsExactly(clip(0));
      assertThat(clips.get(1)).isNull();
      assertThat(clips.get(3)).containsExactly(clip(3));
    }
  }

  @Test
  void survivesBeingCutAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(written("whole", 4));
    for (int length = 0; length <= whole.length; length++) {
      Path file = Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length));
      int complete = Math.max(0, (length - JournalHeader.BYTES) / HEADER.recordBytes());
      try (Journal journal = Journal.open(file, HEADER, true)) {
        assertThat(journal.done()).isEqualTo(complete);
        for (int i = complete; i < 4; i++) {
          journal.append(new float[][] {i == 1 ? null : clip(i)});
        }
      }
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void dropsRecordsFromTheFirstBrokenOne() throws IOException {
    byte[] whole = Files.readAllBytes(written("whole", 4));
    whole[JournalHeader.BYTES + HEADER.recordBytes() * 2 + 3] ^= 1;
    Path file = Files.write(folder.resolve("broken"), whole);
    try (Journal journal = Journal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(2);
    }
  }

  @Test
  void anUnfinishedRunIsNotThrownAway() {
    Path file = written("j", 3);
    assertThatThrownBy(() -> Journal.open(file, HEADER, false))
        .isInstanceOf(KwsException.class)
        .hasMessageContainingAll("3 of 4 clips", "--resume");
    try (Journal journal = Journal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(3);
    }
  }

  @Test
  void aRunThatFinishedNothingIsNoLoss() {
    Path file = written("j", 0);
    try (Journal journal = Journal.open(file, HEADER, false)) {
      assertThat(journal.done()).isZero();
    }
  }

  @Test
  void aFinishedRunMayBeRepeated() {
    Path file = written("j", 4);
    try (Journal journal = Journal.open(file, HEADER, false)) {
      assertThat(journal.done()).isZero();
    }
  }

  @Test
  void anotherRunsJournalIsRefused() {
    Path file = written("j", 2);
    JournalHeader other = new JournalHeader(3, 4, Fingerprint.of(new byte[] {2}, List.of("x")));
    assertThatThrownBy(() -> Journal.open(file, other, true))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("another model");
  }

  @Test
  void aFileThatIsNoJournalIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "important ".repeat(10));
    for (boolean resume : new boolean[] {false, true}) {
      assertThatThrownBy(() -> Journal.open(file, HEADER, resume))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("no journal");
    }
    assertThat(file).hasContent("important ".repeat(10));
  }

  @Test
  void oneRunAtATime() {
    Path file = folder.resolve("j");
    try (Journal journal = Journal.open(file, HEADER, false)) {
      assertThatThrownBy(() -> Journal.open(file, journal.header(), true))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("another run");
    }
  }
}
