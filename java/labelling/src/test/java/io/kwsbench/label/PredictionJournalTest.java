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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionJournalTest {
  private static final JournalHeader HEADER =
      new JournalHeader(3, 4, Fingerprint.of(new byte[] {1}, List.of("x")));

  @TempDir Path folder;

  /** The second clip cannot be read. */
  private static List<ClipResult> clip(int i) {
    return List.of(
        i == 1
            ? new ClipResult.Unreadable(stamp(i))
            : new ClipResult.Scored(new float[] {i, i + 0.5f, -i}, stamp(i)));
  }

  private static long stamp(int i) {
    return 0x1234_5678_9ABC_DEF0L + i;
  }

  private static List<ClipResult> contents(PredictionJournal journal) throws IOException {
    List<ClipResult> clips = new ArrayList<>();
    journal.forEach((index, result) -> clips.add(result));
    return clips;
  }

  private Path written(String name, int clips) {
    Path file = folder.resolve(name);
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, false)) {
      for (int i = 0; i < clips; i++) {
        journal.append(clip(i));
      }
    }
    return file;
  }

  @Test
  void keepsWhatWasAppended() throws IOException {
    Path file = written("j", 4);
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(4);
      List<ClipResult> clips = contents(journal);
      assertThat(clips).hasSize(4);
      assertThat(clips.get(0)).usingRecursiveComparison().isEqualTo(clip(0).get(0));
      assertThat(clips.get(1)).isEqualTo(new ClipResult.Unreadable(stamp(1)));
      assertThat(clips.get(3)).usingRecursiveComparison().isEqualTo(clip(3).get(0));
    }
  }

  @Test
  void survivesBeingCutAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(written("whole", 4));
    for (int length = 0; length <= whole.length; length++) {
      Path file = Files.write(folder.resolve("cut" + length), Arrays.copyOf(whole, length));
      int complete = Math.max(0, (length - JournalHeader.BYTES) / HEADER.recordBytes());
      try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
        assertThat(journal.done()).isEqualTo(complete);
        for (int i = complete; i < 4; i++) {
          journal.append(clip(i));
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
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(2);
    }
  }

  @Test
  void anUnfinishedRunIsNotThrownAway() {
    Path file = written("j", 3);
    assertThatThrownBy(() -> PredictionJournal.open(file, HEADER, false))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": holds 3 of 4 clips of an unfinished run");
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(3);
    }
  }

  @Test
  void aRunThatFinishedNothingIsNoLoss() {
    Path file = written("j", 0);
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, false)) {
      assertThat(journal.done()).isZero();
    }
  }

  @Test
  void aRunWhoseResultsWereNotWrittenIsNotThrownAwayEither() {
    Path file = written("j", 4);
    assertThatThrownBy(() -> PredictionJournal.open(file, HEADER, false))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("4 of 4 clips");
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      journal.remove();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void clipsAreKeptUpToTheFirstThatChanged() throws IOException {
    Path file = written("j", 4);
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      assertThat(journal.keepWhile(PredictionJournalTest::stamp)).isFalse();
      assertThat(journal.done()).isEqualTo(4);
      assertThat(journal.keepWhile(i -> i == 2 ? 0 : stamp(i))).isTrue();
      assertThat(journal.done()).isEqualTo(2);
    }
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, true)) {
      assertThat(journal.done()).isEqualTo(2);
    }
  }

  @Test
  void anotherRunsJournalIsRefused() {
    Path file = written("j", 2);
    JournalHeader other = new JournalHeader(3, 4, Fingerprint.of(new byte[] {2}, List.of("x")));
    assertThatThrownBy(() -> PredictionJournal.open(file, other, true))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("another model");
  }

  @Test
  void aFileThatIsNoJournalIsLeftAlone() throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), "important ".repeat(10));
    for (boolean resume : new boolean[] {false, true}) {
      assertThatThrownBy(() -> PredictionJournal.open(file, HEADER, resume))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("no journal");
    }
    assertThat(file).hasContent("important ".repeat(10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "mine", "KWSJRNL2 mine? no", "KWSJRNL1 of old"})
  void aSmallFileThatIsNoJournalIsLeftAloneToo(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("precious"), content);
    if (content.startsWith("KWSJRNL2")) {
      Files.writeString(file, content + "; " + "x".repeat(60)); // no header cut short either
    }
    byte[] before = Files.readAllBytes(file);
    for (boolean resume : new boolean[] {false, true}) {
      assertThatThrownBy(() -> PredictionJournal.open(file, HEADER, resume))
          .isInstanceOf(KwsException.class)
          .hasMessageMatching(
              content.startsWith("KWSJRNL1") ? ".*of an older kwsbench.*" : ".*is no journal.*");
    }
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void oneRunAtATime() {
    Path file = folder.resolve("j");
    try (PredictionJournal journal = PredictionJournal.open(file, HEADER, false)) {
      assertThatThrownBy(() -> PredictionJournal.open(file, journal.header(), true))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("another run");
    }
  }
}
