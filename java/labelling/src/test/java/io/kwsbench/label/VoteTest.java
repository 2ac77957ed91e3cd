package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoteTest {
  @TempDir Path folder;

  private static Submission submission(String... labels) {
    List<String> names = Arrays.stream(labels).map(l -> "clip.wav").toList();
    return new Submission("s", names, List.of(labels));
  }

  private static Vote vote(int minimum, String... labels) {
    return Vote.of(Arrays.stream(labels).map(VoteTest::submission).toList(), minimum);
  }

  private static String winner(int minimum, String... labels) {
    return vote(minimum, labels).result().labels().get(0);
  }

  @Test
  void theMajorityWins() {
    assertThat(winner(3, "no", "yes", "yes", "yes", "no")).isEqualTo("yes");
  }

  @Test
  void withoutAMajorityTheFirstSubmissionDecides() {
    Vote vote = vote(3, "up", "yes", "yes", "no", "no");
    assertThat(vote.result().labels()).containsExactly("up");
    assertThat(vote.undecided().get(0).votes().toString()).isEqualTo("{up=1, yes=2, no=2}");
  }

  @Test
  void ofEqualMajoritiesTheEarlierWins() {
    assertThat(winner(2, "up", "no", "yes", "yes", "no")).isEqualTo("no");
    assertThat(winner(2, "yes", "no", "yes", "no")).isEqualTo("yes");
  }

  @Test
  void clipsMustBeTheSame() {
    Submission other = new Submission("other", List.of("else.wav"), List.of("yes"));
    assertThatThrownBy(() -> Vote.of(List.of(submission("yes"), other), 2))
        .isInstanceOf(KwsException.class)
        .hasMessage("other: row 1 is else.wav, but clip.wav in s");
    assertThatThrownBy(() -> Vote.of(List.of(submission("yes"), submission("yes", "no")), 2))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("2 clips, 1 in s");
  }

  @Test
  void theOddSubmissionOfSeveralIsNamed() {
    Submission spoiled = new Submission("first", List.of("x".repeat(5000)), List.of("yes"));
    Submission sound = new Submission("second", List.of("a.wav"), List.of("yes"));
    Submission other = new Submission("third", List.of("a.wav"), List.of("no"));
    assertThatThrownBy(() -> Vote.of(List.of(spoiled, sound, other), 2))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "first: row 1 is " + "x".repeat(60) + "… (5000 characters), but a.wav in second");
    assertThatThrownBy(() -> Vote.of(List.of(sound, other, spoiled), 2))
        .hasMessageStartingWith("first: row 1 is x")
        .hasMessageEndingWith("but a.wav in second");
    Submission longer = new Submission("longer", List.of("a.wav", "b.wav"), List.of("yes", "yes"));
    assertThatThrownBy(() -> Vote.of(List.of(longer, sound, other), 2))
        .hasMessage("longer: 2 clips, 1 in second");
  }

  @Test
  void aLongCellIsCutInAMessage() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("p.csv"), "fname,label,yes\na.wav,yes," + "z".repeat(9000) + "\n");
    assertThatThrownBy(
            () ->
                ProbabilityMap.convert(
                    file, new LabelSet(List.of("yes")), folder.resolve("p.memmap")))
        .isInstanceOf(KwsException.class)
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message).startsWith(file + ": ").hasSizeLessThan(400));
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Path file = folder.resolve("s.csv");
    Submission written =
        new Submission("x", List.of("a.wav", "b,\"c\".wav"), List.of("yes", "unknown"));
    SubmissionWriter.write(file, written);
    assertThat(file).hasContent("fname,label\na.wav,yes\n\"b,\"\"c\"\".wav\",unknown\n");
    Submission read = Submission.read(file);
    assertThat(read.names()).isEqualTo(written.names());
    assertThat(read.labels()).isEqualTo(written.labels());
  }

  @Test
  void listsTheUndecided() throws IOException {
    Path file = folder.resolve("u.csv");
    SubmissionWriter.writeUndecided(file, vote(3, "up", "yes", "yes", "no"));
    assertThat(Files.readString(file)).isEqualTo("fname,votes\nclip.wav,up:1 yes:2 no:1\n");
  }

  @Test
  void namesABrokenSubmission() throws IOException {
    Path missing = folder.resolve("missing.csv");
    assertThatThrownBy(() -> Submission.read(missing))
        .isInstanceOf(KwsException.class)
        .hasMessageContainingAll("missing.csv", "no such file");
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    assertThatThrownBy(() -> Submission.read(empty))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("no column fname");
    Path open = Files.writeString(folder.resolve("open.csv"), "fname,label\n\"a.wav,yes\n");
    assertThatThrownBy(() -> Submission.read(open))
        .isInstanceOf(KwsException.class)
        .hasMessageNotContainingAny("\n");
    Path binary = Files.write(folder.resolve("binary.csv"), new byte[] {(byte) 0xff, 0, 1, 2});
    assertThatThrownBy(() -> Submission.read(binary)).isInstanceOf(KwsException.class);
  }
}
