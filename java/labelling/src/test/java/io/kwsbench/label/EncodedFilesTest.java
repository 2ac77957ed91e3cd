package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that an editor saved with a byte order mark, or in another encoding. */
class EncodedFilesTest {
  @TempDir Path folder;

  @Test
  void aMarkBeforeTheFirstLabelIsNoPartOfIt() throws IOException {
    Path file = Files.writeString(folder.resolve("labels.txt"), "\ufeff_silence_\r\n\r\nyes\r\n");
    LabelSet labels = LabelSet.read(file);
    assertThat(labels.names()).containsExactly("_silence_", "yes");
    assertThat(labels.asChallenge().submitted(0)).isEqualTo("silence");
    assertThat(LabelSet.parse(Files.readAllBytes(file), "x").names()).isEqualTo(labels.names());
  }

  @Test
  void aMarkBeforeTheHeaderIsNoPartOfItsFirstColumn() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "\ufefffname,label\nä.wav,yes\n");
    try (CsvFile csv = new CsvFile(file, List.of("fname", "label"))) {
      assertThat(csv.next().get(csv.column("fname"))).isEqualTo("ä.wav");
      assertThat(csv.next()).isNull();
    }
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    Path labels = Files.writeString(folder.resolve("l"), "für\n", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> LabelSet.read(labels))
        .hasMessageStartingWith(labels + ": not UTF-8 text: looks like Latin-1");
    Path csv = Files.writeString(folder.resolve("c"), "fname,label\n", StandardCharsets.UTF_16);
    assertThatThrownBy(() -> new CsvFile(csv, List.of("fname")))
        .hasMessageStartingWith(csv + ": not UTF-8 text: looks like UTF-16");
    Path twice = Files.writeString(folder.resolve("t"), "yes\nyes\n");
    assertThatThrownBy(() -> LabelSet.read(twice))
        .hasMessage(twice + ": labels are given twice: [yes, yes]");
  }
}
