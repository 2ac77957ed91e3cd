package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No test is left out unseen: all have names that run, samples are tried whole elsewhere. */
class EveryTestRunsTest {
  /** Surefire takes classes by their names. */
  @Test
  void everyClassWithTestsHasANameThatRuns() throws IOException {
    Pattern tests =
        Pattern.compile(
            "(?m)^  @(Test|ParameterizedTest|RepeatedTest|Property|Example|FuzzTest)\\b");
    Pattern inherited = Pattern.compile("(?m)^(public )?(abstract class|interface) ");
    assertThat(HouseFiles.java("test"))
        .filteredOn(file -> tests.matcher(HouseFiles.text(file)).find())
        .filteredOn(file -> !inherited.matcher(HouseFiles.text(file)).find())
        .hasSizeGreaterThan(200)
        .allMatch(file -> file.toString().matches(".*(Test|IT)\\.java"));
  }

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

  private static List<Path> testsWith(String text) {
    return HouseFiles.java("test")
        .filter(file -> file.toString().endsWith("Test.java"))
        .filter(file -> HouseFiles.text(file).contains(text))
        .toList();
  }
}
