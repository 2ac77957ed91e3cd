package io.kwsbench.suite.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.suite.internal.lines.CheckedLine;
import io.kwsbench.suite.internal.rounds.Round;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteJournalTest {
  private static final MetricKey SIZE = MetricKey.SIZE;
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void journalOfAFigureAndTwoRounds() {
    file = folder.resolve("sub/journal.jsonl");
    try (SuiteJournal journal = SuiteJournal.create(file, "x")) {
      journal.add(MetricValue.of("a", SIZE, 1000, "bytes"));
      journal.add(round(0), 0.1);
      journal.add(round(1), 0.2);
    }
  }

  @Test
  void oneRunAtATimeHasItOpen() {
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      assertThatThrownBy(() -> SuiteJournal.resume(file, "x")).hasMessageContaining("another run");
      assertThatThrownBy(() -> SuiteJournal.create(file, "x")).hasMessageContaining("another run");
      assertThatThrownBy(() -> SuiteJournal.remove(file)).hasMessageContaining("another run");
      assertThat(journal.rounds().count()).isEqualTo(2);
    }
    SuiteJournal.remove(file);
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes", "{\"round\":1}\n", "\0\0\0", "x", "{\"schema\":1}"})
  void aFileThatIsNoJournalIsLeftAlone(String text) throws IOException {
    Path notes = Files.writeString(folder.resolve("suite.yaml.journal.jsonl"), text);
    for (Runnable open :
        List.<Runnable>of(
            () -> SuiteJournal.create(notes, "x"),
            () -> SuiteJournal.resume(notes, "x"),
            () -> SuiteJournal.remove(notes))) {
      assertThatThrownBy(open::run)
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(notes + ": is no journal of a suite");
    }
    assertThat(notes).hasContent(text);
    assertThatThrownBy(() -> SuiteJournal.create(folder, "x"))
        .hasMessageStartingWith(folder + ": not");
  }

  @Test
  void anAlteredLineAndWhatFollowsItAreMeasuredAgain() throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"value\":1000.0", "\"value\":10000.0"));
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      assertThat(journal.damagedLine()).contains(2);
      assertThat(journal.figure("a", SIZE)).isEmpty();
      assertThat(journal.rounds().count()).isZero();
      journal.add(MetricValue.of("a", SIZE, 1000, "bytes"));
    }
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      assertThat(journal.damagedLine()).isEmpty();
      assertThat(journal.figure("a", SIZE).orElseThrow().value()).hasValue(1000);
    }
  }

  @Test
  void whateverAKillLeavesAtTheEndIsDropped() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int header = new String(whole).indexOf('\n') + 1;
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
        assertThat(journal.damagedLine()).isEmpty();
        assertThat(journal.rounds().count()).isBetween(0, 2);
        journal.add(round(7), 0.3);
      }
      try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
        int last = journal.rounds().count() - 1;
        assertThat(journal.rounds().list().get(last).number()).isEqualTo(7);
      }
    }
    assertThat(header).isPositive();
  }

  @Test
  void soundLinesThatSayNothingSoundAreDamage() throws IOException {
    for (String json :
        List.of(
            "{\"round\":2,\"loading\":0,\"spent_s\":1,\"nanos\":{}}",
            "{\"round\":2,\"loading\":0,\"spent_s\":1,\"nanos\":{\"a\":[]}}",
            "{\"round\":2,\"loading\":0,\"spent_s\":1,\"nanos\":{\"a\":[-5]}}",
            "{\"figure\":\"size\",\"case\":\"a\",\"value\":\"NaN\"}",
            "{\"figure\":\"weight\",\"case\":\"a\",\"value\":1}",
            "{\"figure\":\"size\",\"value\":1}",
            "{}")) {
      var node =
          (com.fasterxml.jackson.databind.node.ObjectNode)
              new com.fasterxml.jackson.databind.ObjectMapper().readTree(json);
      Files.writeString(file, CheckedLine.of(node) + "\n", StandardOpenOption.APPEND);
      try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
        assertThat(journal.damagedLine()).as(json).contains(5);
        assertThat(journal.rounds().count()).isEqualTo(2);
      }
    }
  }

  @Test
  void aJournalOfAnEarlierVersionIsRefusedInOneLine() throws IOException {
    Files.writeString(file, "{\"kwsbench_suite_journal\":1,\"suite\":\"x\"}\n");
    assertThatThrownBy(() -> SuiteJournal.resume(file, "x"))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("a journal of version 1");
    SuiteJournal.create(file, "x").close();
    SuiteJournal.resume(file, "x").close();
  }

  @Test
  void aJournalOfAnotherSuiteIsRefused() throws IOException {
    assertThatThrownBy(() -> SuiteJournal.resume(file, "y")).hasMessageContaining("another suite");
    Files.writeString(file, "hello\n");
    assertThatThrownBy(() -> SuiteJournal.resume(file, "y"))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("journal.jsonl: is no journal of a suite");
  }

  @Test
  void figuresOfOneKindAreReadBackEachToItsOwn() {
    MetricKey clean = MetricKey.accuracy(Path.of("/c/test"), Optional.of(Path.of("/l")));
    MetricKey noisy = MetricKey.accuracy(Path.of("/n/test"), Optional.empty());
    MetricKey agreed = MetricKey.agreement("a", Path.of("/n/test"));
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      journal.add(MetricValue.of("b", clean, 0.9, "clean"));
      journal.add(MetricValue.of("b", noisy, 0.4, "noisy"));
      journal.add(MetricValue.absent("b", agreed, "none"));
    }
    try (SuiteJournal journal = SuiteJournal.resume(file, "x")) {
      assertThat(journal.figure("b", clean).orElseThrow().value()).hasValue(0.9);
      assertThat(journal.figure("b", noisy).orElseThrow().value()).hasValue(0.4);
      assertThat(journal.figure("b", agreed).orElseThrow().value()).isEmpty();
      assertThat(journal.figure("a", clean)).isEmpty();
    }
  }

  private static Round round(int number) {
    return new Round(number, 0, Map.of("a", new long[] {5, 6, 7}));
  }
}
