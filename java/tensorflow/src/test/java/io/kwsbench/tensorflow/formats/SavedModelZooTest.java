package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The models that {@code checks/savedmodel_zoo/run} makes: one per layer, idiom and refusal. */
class SavedModelZooTest {
  private static final String FOLDER = "kwsbench.savedmodel.zoo";
  private static final int AGREE = 108;
  private static final int REFUSED = 7;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void everyModelAgreesOrIsRefusedForItsReason() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    List<Path> models = SavedModelsTest.in(folder);
    assertThat(models).hasSize(AGREE);
    Map<String, String> others = Comparison.failures(models);
    List<Path> refusals = Material.matching(folder, ".*\\.refused");
    for (Path why : refusals) {
      String found = missing(why);
      if (!found.isEmpty()) {
        others.put(why.getFileName().toString(), found);
      }
    }
    assertThat(others).isEmpty();
    assertThat(refusals).hasSize(REFUSED);
  }

  /** What happened instead of the refusal that a file asks for; empty where it came. */
  private static String missing(Path refusal) throws IOException {
    Path model = Path.of(refusal.toString().replaceAll("\\.refused$", ".savedmodel"));
    String wanted = Files.readString(refusal).strip();
    String found = Comparison.refusal(model);
    return found.contains(wanted) && found.lines().count() == 1 ? "" : "not refused: " + found;
  }
}
