package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRuleTest {
  @TempDir Path folder;

  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void everyDecisionOfTheOriginal(Material material) throws IOException {
    List<String> lines = Files.readAllLines(material.original("which_set.csv"));

    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      if (!cells[0].contains(SplitRule.NO_HASH)
          && !cells[0].contains(SplitRule.UNLABELED_UNKNOWN)) {
        continue; // the original takes every such clip for one with a pseudo label: see below
      }
      SplitRule rule =
          new SpeakerHashRule(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
      Path clip = Path.of(cells[0]);
      Partition set =
          rule.partition(clip.getParent().getFileName().toString(), clip.getFileName().toString());
      assertThat(set.label()).as(line).isEqualTo(cells[3]);
    }
    assertThat(lines).hasSizeGreaterThan(500);
  }

  @Test
  void namesThatForceASet() {
    SplitRule all = new SpeakerHashRule(100, 0);

    assertThat(all.partition("yes", "clip_000044442.wav")).isEqualTo(Partition.PSEUDO);
    assertThat(all.partition("unknown_unknown", "x.wav")).isEqualTo(Partition.TRAINING);
    assertThat(all.partition("yes", "0a_nohash_0.wav")).isEqualTo(Partition.VALIDATION);
  }

  @Test
  void listsDecide() throws IOException {
    Files.writeString(folder.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n\n");
    Files.writeString(folder.resolve("testing_list.txt"), "yes/b_nohash_0.wav\n");
    SplitRule rule = ListedFilesRule.in(folder);

    assertThat(rule.partition("yes", "a_nohash_0.wav")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.partition("yes", "b_nohash_0.wav")).isEqualTo(Partition.TESTING);
    assertThat(rule.partition("no", "a_nohash_0.wav")).isEqualTo(Partition.TRAINING);
    assertThat(rule.partition("no", "c.wav")).isEqualTo(Partition.TRAINING);
    assertThat(rule.partition("no", "clip_000044442.wav")).isEqualTo(Partition.PSEUDO);
    assertThat(((ListedFilesRule) rule).complaints()).isEmpty();
  }

  @Test
  void aListWinsOverANameWithoutSpeaker() throws IOException {
    Files.writeString(
        folder.resolve("validation_list.txt"), "on/rec_02.wav\nunknown_unknown/a.wav");
    Files.writeString(folder.resolve("testing_list.txt"), "on/clip_000044442.wav\n");
    SplitRule rule = ListedFilesRule.in(folder, SplitRule.pseudo(SplitRule.training()));

    assertThat(rule.partition("on", "rec_02.wav")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.partition("unknown_unknown", "a.wav")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.partition("on", "clip_000044442.wav")).isEqualTo(Partition.TESTING);
    assertThat(rule.partition("on", "rec_03.wav")).isEqualTo(Partition.PSEUDO);
    assertThat(rule.partition("on", "a_nohash_3.wav")).isEqualTo(Partition.TRAINING);
  }

  @Test
  void ownRecordingsAreSplitByTheirWholeName() {
    SplitRule rule = new SpeakerHashRule(20, 20);
    Map<Partition, Integer> counts = new EnumMap<>(Partition.class);
    for (int i = 0; i < 1000; i++) {
      counts.merge(rule.partition("on", "rec_" + i + ".wav"), 1, Integer::sum);
    }

    assertThat(counts)
        .containsOnlyKeys(Partition.TRAINING, Partition.VALIDATION, Partition.TESTING);
    assertThat(counts.get(Partition.VALIDATION)).isBetween(150, 250);
    assertThat(counts.get(Partition.TESTING)).isBetween(150, 250);
    assertThat(SplitRule.pseudo(rule).partition("on", "rec_1.wav")).isEqualTo(Partition.PSEUDO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ufeffyes/ä_nohash_0.wav",
        "./yes/ä_nohash_0.wav",
        "/yes/ä_nohash_0.wav",
        "//yes/./ä_nohash_0.wav",
        "yes\\ä_nohash_0.wav",
        ".\\yes\\ä_nohash_0.wav\r",
        "yes/ä_nohash_0.WAV",
        "yes/a\u0308_nohash_0.wav",
        "FOLDER/yes/ä_nohash_0.wav",
        "PATH/yes/ä_nohash_0.wav"
      })
  void listsAreWrittenInManyWays(String entry) throws IOException {
    String line =
        entry
            .replace("PATH", folder.toAbsolutePath().toString())
            .replace("FOLDER", folder.getFileName().toString());
    Files.writeString(folder.resolve("validation_list.txt"), line + "\n");
    ListedFilesRule rule = ListedFilesRule.in(folder);

    assertThat(rule.complaints()).hasSize(1);
    assertThat(rule.partition("yes", "b_nohash_0.wav")).isEqualTo(Partition.TRAINING);
    assertThat(rule.partition("yes", "ä_nohash_0.wav")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.partition("yes", "ä_nohash_0.WAV")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.complaints()).isEmpty();
  }

  @Test
  void entriesThatNameNoClipAreCounted() throws IOException {
    Path list = folder.resolve("validation_list.txt");
    Files.writeString(list, "yes/a.wav\nb.wav\nelsewhere/yes/c.wav\n");
    ListedFilesRule rule = ListedFilesRule.in(folder);
    for (String clip : List.of("a.wav", "b.wav", "c.wav")) {
      rule.partition("yes", clip);
    }

    assertThat(rule.complaints())
        .containsExactly(
            list + ": 2 of 3 entries name no clip, such as 'b.wav'; an entry is word/file.wav");
  }

  @Test
  void aClipInBothListsIsAnError() throws IOException {
    Files.writeString(folder.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n");
    Files.writeString(folder.resolve("testing_list.txt"), "yes/a_nohash_0.wav\n");

    assertThatThrownBy(() -> ListedFilesRule.in(folder))
        .isInstanceOf(KwsException.class)
        .hasMessageEndingWith("testing_list.txt: validation_list.txt names yes/a_nohash_0.wav too");
  }
}
