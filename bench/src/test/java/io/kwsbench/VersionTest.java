package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Whatever names kwsbench's version names that of the POM. */
class VersionTest {
  private static final Pattern POM =
      Pattern.compile("<artifactId>kwsbench-parent</artifactId>\\s*<version>([^<]+)</version>");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<artifactId>kwsbench-[a-z]+</artifactId>\\s*<version>([^<$]+)</version>"
              + "|io\\.kwsbench:kwsbench-[a-z]+:(\\d[\\w.-]*)"
              + "|<kwsbench\\.version>([^<]+)</kwsbench\\.version>");

  @Test
  void theVersionIsNoSnapshot() throws IOException {
    assertThat(version()).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  void theNativeEngineHasIt() throws IOException {
    assertThat(text("native/CMakeLists.txt"))
        .contains("project(kwsbench_native VERSION " + version() + " ");
  }

  @Test
  void theChangelogBeginsWithIt() throws IOException {
    assertThat(text("CHANGELOG.md").lines().filter(line -> line.startsWith("## ")))
        .first(InstanceOfAssertFactories.STRING)
        .startsWith("## " + version() + " ");
  }

  @Test
  void snippetsAndSamplesHaveIt() throws IOException {
    for (String place : List.of("README.md", "docs/guides/library.md")) {
      assertThat(versions(text(place))).as(place).isNotEmpty().containsOnly(version());
    }
    for (Path sample : samples()) {
      assertThat(versions(Files.readString(sample)))
          .as(sample.toString())
          .isNotEmpty()
          .containsOnly(version());
    }
  }

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files =
        Files.find(
            House.root().resolve("examples"),
            4,
            (file, is) -> file.endsWith("pom.xml") || file.endsWith("build.gradle"))) {
      return files.toList();
    }
  }

  private static List<String> versions(String text) {
    return DEPENDENCY.matcher(text).results().map(VersionTest::group).toList();
  }

  private static String group(MatchResult found) {
    for (int i = 1; i < found.groupCount(); i++) {
      if (found.group(i) != null) {
        return found.group(i);
      }
    }
    return found.group(found.groupCount());
  }

  private static String version() throws IOException {
    return POM.matcher(text("pom.xml")).results().findFirst().orElseThrow().group(1);
  }

  private static String text(String file) throws IOException {
    return Files.readString(House.root().resolve(file));
  }
}
