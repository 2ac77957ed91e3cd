package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassConversionTest {
  /** A file of probabilities and the bytes that NumPy makes of it. */
  record Converted(Path probabilities, Path map) {}

  @TempDir Path folder;

  static Stream<Converted> converted() {
    return Material.present()
        .map(
            material ->
                material == Material.FIXTURES
                    ? converted(material, "views_all_labels_probs.csv", "views.uint8.memmap")
                    : converted(
                        material,
                        "REPR_submission_106_tta_leftloud_all_labels_probs.csv",
                        "submission_106_tta_leftloud_all_labels_probs.uint8.memmap"));
  }

  private static Converted converted(Material material, String probabilities, String map) {
    return new Converted(
        material.original("submission/" + probabilities), material.original("submission/" + map));
  }

  @ParameterizedTest
  @MethodSource("converted")
  void givesTheOriginalsBytes(Converted converted) throws IOException {
    Path map = folder.resolve("map");
    int clips = ProbabilityMap.convert(converted.probabilities(), LabelSet.ALL, map);
    assertThat(clips).isEqualTo(Submission.read(converted.probabilities()).names().size());
    assertThat(map).hasSameBinaryContentAs(converted.map());
  }

  @ParameterizedTest
  @MethodSource("converted")
  void followsAnotherFilesOrder(Converted converted) throws IOException {
    Path probabilities = converted.probabilities();
    List<String> names = new ArrayList<>(Submission.read(probabilities).names());
    Collections.reverse(names);
    Path map = folder.resolve("map");
    ProbabilityMap.convert(probabilities, LabelSet.ALL, map, names);
    ProbabilityMap reversed = ProbabilityMap.read(map);
    ProbabilityMap original = ProbabilityMap.read(converted.map());
    assertThat(reversed.size()).isEqualTo(original.size());
    for (int clip = 0; clip < original.size(); clip++) {
      for (int label = 0; label < 12; label++) {
        assertThat(reversed.value(original.size() - 1 - clip, label))
            .isEqualTo(original.value(clip, label));
      }
    }
  }

  @Test
  void unknownIsTheLargestOfTheRest() {
    float[] probabilities = new float[32];
    probabilities[LabelSet.ALL.names().indexOf("_unknown_")] = 0.1f;
    probabilities[LabelSet.ALL.names().indexOf("bed")] = 0.3f;
    probabilities[LabelSet.ALL.names().indexOf("yes")] = 0.6f;
    float[] twelve = new ClassConversion(LabelSet.ALL).reduce(probabilities);
    assertThat(twelve).containsExactly(0, 0.3f, 0.6f, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void namesWhatIsMissing() throws IOException {
    assertThatThrownBy(() -> new ClassConversion(new LabelSet(List.of("_silence_", "yes"))))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("there is no class unknown, no, up");
    Path csv = folder.resolve("p.csv");
    Files.writeString(csv, "fname,label,_silence_\na.wav,silence,1\n");
    Path map = folder.resolve("map");
    assertThatThrownBy(() -> ProbabilityMap.convert(csv, LabelSet.ALL, map))
        .isInstanceOf(KwsException.class)
        .hasMessageContainingAll("p.csv", "_unknown_");
    assertThat(map).doesNotExist();
  }

  @Test
  void namesTheLineThatIsBroken() throws IOException {
    String header = "fname,label," + String.join(",", LabelSet.FROZEN.names()) + "\n";
    String good = "a.wav,yes" + ",0.5".repeat(12) + "\n";
    Path csv = folder.resolve("p.csv");
    Path map = folder.resolve("map");
    Files.writeString(csv, header + good + "b.wav,yes" + ",0.5".repeat(11) + ",x\n");
    assertThatThrownBy(() -> ProbabilityMap.convert(csv, LabelSet.FROZEN, map))
        .isInstanceOf(KwsException.class)
        .hasMessageContainingAll("p.csv: line 3", "'x'");
    for (String cell : new String[] {"NaN", "Infinity", "1e39", ""}) {
      Files.writeString(csv, header + good + "b.wav,yes" + ",0.5".repeat(11) + "," + cell + "\n");
      assertThatThrownBy(() -> ProbabilityMap.convert(csv, LabelSet.FROZEN, map))
          .isInstanceOf(KwsException.class)
          .hasMessageContainingAll("p.csv: line 3", "'" + cell + "' is no ");
    }
    Files.writeString(csv, header + good + "b.wav,yes,0.1\n");
    assertThatThrownBy(() -> ProbabilityMap.convert(csv, LabelSet.FROZEN, map))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("line 3: 3 columns");
    Files.writeString(csv, header + good);
    assertThatThrownBy(
            () -> ProbabilityMap.convert(csv, LabelSet.FROZEN, map, List.of("a.wav", "c.wav")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("c.wav has no row");
    assertThat(map).doesNotExist();
  }

  @Test
  void refusesAMapOfBrokenSize() throws IOException {
    Path map = Files.write(folder.resolve("map"), new byte[25]);
    assertThatThrownBy(() -> ProbabilityMap.read(map))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("not a multiple of 12");
  }
}
