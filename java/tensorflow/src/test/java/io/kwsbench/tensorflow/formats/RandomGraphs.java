package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Random models beside what their own runtime computes; a failure names the seed of each. */
final class RandomGraphs {
  private RandomGraphs() {}

  /**
   * Requires that no model is wrong. The counts go into {@code counts.txt} beside the models, the
   * refusals into {@code refused.txt}.
   *
   * @param mostRefused of all models; more, and a reader could refuse what it gets wrong
   */
  static void requireNoneWrong(String check, List<Path> models, double mostRefused)
      throws IOException {
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    for (Path model : models) {
      String found = found(model);
      if (!found.isEmpty()) {
        (found.startsWith("refused") ? refused : wrong).put(model.getFileName().toString(), found);
      }
    }
    int agree = models.size() - wrong.size() - refused.size();
    Path folder = models.get(0).resolveSibling("");
    Files.writeString(
        folder.resolve("counts.txt"),
        "%s: %d agree, %d refused, %d wrong%n"
            .formatted(check, agree, refused.size(), wrong.size()));
    Files.write(folder.resolve("refused.txt"), refused.values());
    assertThat(wrong).isEmpty();
    assertThat(refused.size()).isLessThanOrEqualTo((int) (mostRefused * models.size()));
  }

  /** One fault must not hide the graphs behind it. */
  private static String found(Path model) throws IOException {
    try {
      return Comparison.of(model);
    } catch (RuntimeException | StackOverflowError e) {
      return "fault: " + e + Arrays.stream(e.getStackTrace()).limit(4).toList();
    }
  }
}
