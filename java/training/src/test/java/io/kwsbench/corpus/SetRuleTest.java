package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetRuleTest {
  @TempDir Path folder;

  @Test
  void everyDecisionOfTheOriginal() throws IOException {
    List<String> lines = Files.readAllLines(SharedMaterial.require("keras/which_set.csv"));

    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",");
      SetRule rule =
          new SpeakerHashRule(Double.parseDouble(cells[1]), Double.parseDouble(cells[2]));
      Path clip = Path.of(cells[0]);
      Partition set =
          rule.partition(clip.getParent().getFileName().toString(), clip.getFileName().toString());
      assertThat(set.label()).as(line).isEqualTo(cells[3]);
    }
    assertThat(lines).hasSizeGreaterThan(1500);
  }

  @Test
  void namesThatForceASet() {
    SetRule all = new SpeakerHashRule(100, 0);

    assertThat(all.partition("yes", "clip_000044442.wav")).isEqualTo(Partition.PSEUDO);
    assertThat(all.partition("unknown_unknown", "x.wav")).isEqualTo(Partition.TRAINING);
    assertThat(all.partition("yes", "0a_nohash_0.wav")).isEqualTo(Partition.VALIDATION);
  }

  @Test
  void listsDecide() throws IOException {
    Files.writeString(folder.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n\n");
    Files.writeString(folder.resolve("testing_list.txt"), "yes/b_nohash_0.wav\n");
    SetRule rule = ListedFilesRule.in(folder);

    assertThat(rule.partition("yes", "a_nohash_0.wav")).isEqualTo(Partition.VALIDATION);
    assertThat(rule.partition("yes", "b_nohash_0.wav")).isEqualTo(Partition.TESTING);
    assertThat(rule.partition("no", "a_nohash_0.wav")).isEqualTo(Partition.TRAINING);
    assertThat(rule.partition("no", "c.wav")).isEqualTo(Partition.PSEUDO);
  }

  @Test
  void aClipInBothListsIsAnError() throws IOException {
    Files.writeString(folder.resolve("validation_list.txt"), "yes/a_nohash_0.wav\n");
    Files.writeString(folder.resolve("testing_list.txt"), "yes/a_nohash_0.wav\n");

    assertThatThrownBy(() -> ListedFilesRule.in(folder))
        .isInstanceOf(KwsException.class)
        .hasMessageEndingWith("both lists name yes/a_nohash_0.wav");
  }
}
