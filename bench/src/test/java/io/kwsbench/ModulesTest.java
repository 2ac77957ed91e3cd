package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page and a jar say of a module is what the list and the poms say. */
class ModulesTest {
  private static final String PAGE = "docs/design/architecture.md";
  private static final String ATTRIBUTE = "Automatic-Module-Name";
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z]+)` \\| \\d+ / \\d+ \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern PROPERTY =
      Pattern.compile("<kwsbench.module>([^<]*)</kwsbench.module>");
  private static final Pattern JAR =
      Pattern.compile("kwsbench-([a-z]+)-[^-]+(-SNAPSHOT)?(-linux-\\w+)?\\.jar");

  @Test
  void theTableHasTheModulesOfTheListAndTheirArrows() throws IOException {
    String page = Files.readString(House.root().resolve(PAGE));
    assertThat(ROW.matcher(page).results().map(row -> row.group(1) + " ← " + row.group(2)))
        .containsExactlyElementsOf(
            House.on(PAGE).modules().stream()
                .map(
                    module ->
                        module.name()
                            + " ← "
                            + (module.imports().isEmpty()
                                ? "–"
                                : String.join(" ", module.imports())))
                .toList());
  }

  /**
   * The root's configuration of the jar plugin writes the name, a module's property is the name.
   */
  @Test
  void everyModuleThatIsAJarNamesItself() throws IOException {
    Map<String, List<String>> named = new TreeMap<>();
    Map<String, List<String>> expected = new TreeMap<>();
    for (Path pom : poms()) {
      String text = Files.readString(pom);
      boolean root = pom.equals(House.root().resolve("pom.xml"));
      assertThat(text.contains("<" + ATTRIBUTE + ">")).as(pom.toString()).isEqualTo(root);
      String folder = pom.getParent().getFileName().toString();
      if (!text.contains("<packaging>pom</packaging>")) {
        expected.put(folder, List.of(moduleName(folder)));
      }
      List<String> names = PROPERTY.matcher(text).results().map(found -> found.group(1)).toList();
      if (!names.isEmpty()) {
        named.put(folder, names);
      }
    }
    assertThat(expected).containsKeys("base", "bench", "native", "spark");
    assertThat(named).isEqualTo(expected);
  }

  /** Where the build packs before it tests, as {@code verify} does, jars are on the class path. */
  @Test
  void packedModulesCarryTheirNames() throws IOException {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      for (MatchResult jar :
          JAR.matcher(Path.of(entry).getFileName().toString()).results().toList()) {
        try (JarFile file = new JarFile(entry)) {
          assertThat(file.getManifest().getMainAttributes().getValue(ATTRIBUTE))
              .as(entry)
              .isEqualTo(moduleName(jar.group(1)));
        }
      }
    }
  }

  private static String moduleName(String folder) {
    return "io.kwsbench."
        + switch (folder) {
          case "native" -> "nativelib";
          default -> folder;
        };
  }

  private static List<Path> poms() throws IOException {
    try (Stream<Path> files =
        Files.find(
            House.root(),
            3,
            (file, is) ->
                file.endsWith("pom.xml")
                    && !file.toString().contains("/target/")
                    && !file.startsWith(House.root().resolve("examples")))) {
      return files.toList();
    }
  }
}
