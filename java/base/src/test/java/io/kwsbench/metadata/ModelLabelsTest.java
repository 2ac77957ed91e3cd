package io.kwsbench.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLabelsTest {
  private static final ModelLabels OWN =
      new ModelLabels(List.of("_silence_", "_unknown_", "yes"), "m.pb");

  private static final ModelLabels NONE = new ModelLabels(List.of(), "m.pb");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private ModelLabels choose(ModelLabels own, int classes, String... given) {
    return ModelLabels.choose(
        given.length == 0
            ? Optional.empty()
            : Optional.of(new ModelLabels(List.of(given), "given.txt")),
        own,
        Optional.of(folder.resolve("m.pb")),
        OptionalInt.of(classes),
        notes::add);
  }

  @Test
  void aModelKnowsItsClassesBestThenAFileBesideIt() throws IOException {
    Path beside = Files.writeString(folder.resolve("labels.txt"), "a\r\n\r\n b \nc\n");

    assertThat(choose(OWN, 3)).isSameAs(OWN);
    assertThat(notes).isEmpty();
    assertThat(choose(NONE, 3).names()).containsExactly("a", "b", "c");
    assertThat(notes).singleElement().asString().startsWith(beside + " names the classes; ");
    assertThat(choose(NONE, 3, "x", "y", "z").names()).containsExactly("x", "y", "z");
  }

  @Test
  void aFileBesideTheModelThatDoesNotFitIsSaidAndNotUsed() throws IOException {
    Path beside = Files.writeString(folder.resolve("labels.txt"), "a\n");

    assertThat(choose(NONE, 3).known()).isFalse();
    assertThat(notes).containsExactly(beside + " is not used: 1 label, but " + "m.pb has 3");
    Files.write(beside, new byte[] {(byte) 0xfc, 10});
    assertThat(choose(NONE, 3).known()).isFalse();
    assertThat(notes).hasSize(2).last().asString().startsWith("not used: " + beside + ": ");
  }

  @Test
  void whatContradictsTheModelIsRefused() {
    assertThatThrownBy(() -> choose(OWN, 3, "_silence_", "_unknown_", "no"))
        .isInstanceOf(KwsException.class)
        .hasMessage("given.txt: label 3 is 'no', but 'yes' in m.pb, which names its own classes");
    assertThatThrownBy(() -> choose(OWN, 3, "_silence_", "yes", "_unknown_"))
        .hasMessageStartingWith("given.txt: label 2 is 'yes', but '_unknown_' in m.pb");
    assertThatThrownBy(() -> choose(OWN, 3, "yes", "no"))
        .hasMessage("given.txt: 2 labels for 3 classes of m.pb");
    assertThatThrownBy(() -> choose(OWN, 12))
        .hasMessage("m.pb: 3 labels for 12 classes of its own output");
    assertThat(choose(OWN, 3, "silence", "unknown", "yes").names())
        .containsExactly("silence", "unknown", "yes");
  }

  @Test
  void labelsListedTwiceAreNamedWithTheirFile() throws IOException {
    Path file = Files.writeString(folder.resolve("twice.txt"), "yes\nno\nyes\n");

    assertThatThrownBy(() -> ModelLabels.read(file))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": label 'yes' is listed twice");
  }
}
