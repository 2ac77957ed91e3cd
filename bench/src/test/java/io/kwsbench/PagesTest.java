package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the pages: their links and their names in sources. */
class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern PAGE = Pattern.compile("docs/[\\w./-]*\\.md");
  private static final Set<String> NOT_OURS = Set.of("target", "golden");
  private static final Set<String> OWN_HIDDEN = Set.of(".ci", ".github");

  @Test
  void linksLeadSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        links++;
        if (!link.group(1).matches("https?://.*") && !leadsSomewhere(page, link.group(1))) {
          broken.add(House.root().relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(links).isGreaterThan(10);
    assertThat(broken).isEmpty();
  }

  /** Sources, scripts and pages name pages by their path from the root. */
  @Test
  void namedPagesExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path file : files()) {
      Matcher page = PAGE.matcher(text(file));
      while (page.find()) {
        named++;
        if (!Files.exists(House.root().resolve(page.group()))) {
          missing.add(House.root().relativize(file) + " names " + page.group());
        }
      }
    }
    assertThat(named).isGreaterThan(20);
    assertThat(missing).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || headings(target).contains(parts[1]));
  }

  /** The anchors of a page, as GitHub makes them of its headings. */
  private static Set<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static List<Path> pages() throws IOException {
    return files().stream().filter(file -> file.toString().endsWith(".md")).toList();
  }

  /** Every file of the repository that is neither built nor set up. */
  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        House.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
            String name = folder.getFileName().toString();
            boolean own = !name.startsWith(".") || OWN_HIDDEN.contains(name);
            return folder.equals(House.root()) || own && !NOT_OURS.contains(name)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Binary files name no page. */
  private static String text(Path file) throws IOException {
    try {
      return Files.size(file) > 1 << 20 ? "" : Files.readString(file);
    } catch (MalformedInputException e) {
      return "";
    }
  }
}
