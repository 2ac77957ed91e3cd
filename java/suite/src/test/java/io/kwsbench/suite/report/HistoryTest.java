package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that kills, editors and merges have been at: no run is lost, none is made up. */
class HistoryTest {
  @TempDir Path folder;
  private Path file;
  private String one;
  private String two;

  @BeforeEach
  void historyOfTwoRuns() throws IOException {
    file = folder.resolve("history.jsonl");
    add("one");
    add("two");
    one = Files.readString(file).lines().toList().get(0);
    two = Files.readString(file).lines().toList().get(1);
  }

  @Test
  void aHalfLineIsNamedAndTheOthersAreShown() throws IOException {
    Files.writeString(file, one + "\n" + two.substring(0, two.length() / 2));
    assertThat(versions()).containsExactly("one");
    assertThat(warning())
        .isEqualTo(file + ":2: damaged, or not a run of versions 1 to 2; the other run is shown");
    add("three");
    assertThat(versions()).containsExactly("one", "three");
    assertThat(warning()).contains(":2:");
  }

  @Test
  void withoutALastLineFeedTheNextRunGetsALineOfItsOwn() throws IOException {
    Files.writeString(file, one + "\n" + two);
    add("three");
    assertThat(Files.readString(file).lines()).hasSize(3);
    assertThat(versions()).containsExactly("one", "two", "three");
    assertThat(new History(file).read().warning()).isEmpty();
  }

  @Test
  void whatWasGluedByEarlierVersionsIsFound() throws IOException {
    Files.writeString(file, one + two + "\n");
    assertThat(versions()).containsExactly("one", "two");
    assertThat(new History(file).read().warning()).isEmpty();
    Files.writeString(file, one.substring(0, 100) + two + "\n");
    assertThat(versions()).containsExactly("two");
    assertThat(warning()).contains(":1:");
  }

  @Test
  void marksZerosAndConflictsSpoilNothing() throws IOException {
    Files.writeString(file, "\ufeff" + one + "\r\n\r\n" + two + "\r\n");
    assertThat(versions()).containsExactly("one", "two");
    assertThat(new History(file).read().warning()).isEmpty();
    Files.writeString(
        file, "<<<<<<< HEAD\n" + one + "\n=======\n" + two + "\n>>>>>>> b\n\0\0\0\0\n");
    assertThat(versions()).containsExactly("one", "two");
    assertThat(warning())
        .isEqualTo(
            file
                + ": lines 1, 3, 5, 6 are damaged, or not runs of versions 1 to 2; the other 2 runs"
                + " are shown");
    Files.writeString(file, "\0\0\0" + one + "\n" + two + "\n");
    assertThat(versions()).containsExactly("one", "two");
    assertThat(warning()).contains(":1:");
  }

  @Test
  void anAlteredRunIsNotShown() throws IOException {
    Files.writeString(file, one.replaceFirst("\"median_ns\":1", "\"median_ns\":7") + "\n" + two);
    assertThat(versions()).containsExactly("two");
    assertThat(warning()).contains(":1:");
  }

  @Test
  void runsWithoutAChecksumAreThoseOfEarlierVersions() throws IOException {
    Files.writeString(file, one.replaceFirst(",\"crc32\":\"[0-9a-f]{8}\"}$", "}") + "\n");
    assertThat(versions()).containsExactly("one");
    Files.writeString(file, "{\"schema\":9}\n{\"schema\":1,\"cases\":{\"a\":null}}\n" + two + "\n");
    assertThat(versions()).containsExactly("two");
    assertThat(warning()).contains("lines 1, 2 ");
  }

  /** The file is one that an earlier version wrote. */
  @Test
  void runsOfVersion1AreShownAndNewOnesAreAdded() throws IOException {
    Files.copy(
        Path.of("src/test/resources/version1/history.jsonl"),
        file,
        StandardCopyOption.REPLACE_EXISTING);
    History history = new History(file);
    history.requireAppendable();
    add("three");
    History.Contents contents = history.read();
    assertThat(contents.warning()).isEmpty();
    assertThat(contents.runs()).extracting(HistoryLine::schema).containsExactly(1, 1, 2);
    HistoryLine.Point first = contents.runs().get(0).cases().get("a");
    assertThat(first.medianNanos()).isEqualTo(23_439);
    assertThat(first.p99Nanos()).isEqualTo(47_420.09000000005);
    assertThat(first.figures()).containsEntry("flops", 128_000.0);
  }

  @Test
  void aFileThatIsNoHistoryIsLeftAlone() throws IOException {
    for (String text : List.of("notes\n", "\n\u0004graph", "{\"round\":1}\n", "[]")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> add("three"))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(file + ": is no history of a suite");
      assertThatThrownBy(() -> new History(file).requireAppendable())
          .isInstanceOf(KwsException.class);
      assertThat(file).hasContent(text);
      assertThatThrownBy(() -> new History(file).read())
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("no run in it");
    }
    assertThatThrownBy(() -> new History(folder).read())
        .hasMessage(folder + ": a folder, not a file");
    assertThatThrownBy(() -> new History(folder.resolve("no")).read())
        .hasMessage(folder.resolve("no") + ": no such file");
  }

  @Test
  void runsAddedAtOnceAreAllThere() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 40; i++) {
      String version = "v" + i;
      threads.submit(() -> add(version));
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(versions()).hasSize(42).doesNotHaveDuplicates();
    assertThat(new History(file).read().warning()).isEmpty();
  }

  @Test
  void aLineWithoutAnEndTakesNoMemoryAndNoTime() throws IOException {
    String opened = "{\"schema\"".repeat(400_000);
    Files.writeString(file, one + "\n" + opened + "\n" + "x".repeat(9 << 20) + "\n" + two);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(versions()).containsExactly("one", "two"));
    assertThat(warning()).contains("lines 2, 3 ");
    add("three");
    assertThat(versions()).containsExactly("one", "two", "three");
  }

  @Test
  void aDeviceIsNoHistory() {
    assertThatThrownBy(() -> new History(Path.of("/dev/zero")).read())
        .isInstanceOf(KwsException.class)
        .hasMessage("/dev/zero: not a file");
  }

  private void add(String version) {
    new History(file).append(SuiteFixture.result(), version);
  }

  private List<String> versions() {
    return new History(file).read().runs().stream().map(HistoryLine::version).toList();
  }

  private String warning() {
    return new History(file).read().warning().orElseThrow();
  }
}
