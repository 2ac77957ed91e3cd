package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./verify} only samples is tried whole by {@code .ci/run}. */
class CampaignsTest {
  @Test
  void everyTestThatSamplesHasTheTag() throws IOException {
    List<Path> sampling = testsWith("Campaign.tries(");
    assertThat(sampling).hasSizeGreaterThanOrEqualTo(2);
    assertThat(testsWith("@Tag(Campaign.TAG)")).containsAll(sampling);
  }

  /** Jazzer's detectors are off elsewhere. */
  @Test
  void everyFuzzTestHasTheTag() throws IOException {
    assertThat(testsWith("@Tag(Campaign.TAG)")).containsAll(testsWith("@FuzzTest("));
  }

  @Test
  void theGateRunsTheTagWhole() throws IOException {
    assertThat(House.root().resolve(".ci/run"))
        .content()
        .contains("-Dgroups=" + Campaign.TAG + " -Dkwsbench.campaigns=whole")
        .contains("-Dkwsbench.jazzer.hooks=true");
  }

  private static List<Path> testsWith(String text) throws IOException {
    try (Stream<Path> files =
        Files.find(
            House.root().resolve("java"),
            20,
            (file, is) -> file.toString().matches(".*/src/test/java/.*Test\\.java"))) {
      return files.filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
