package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks the pages: links, names of pages in sources, line lengths, flags, packages, examples. */
class PagesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  // not those of other projects, behind an address
  private static final Pattern PAGE = Pattern.compile("(?<!/main/)docs/[\\w./-]*\\.md");
  private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");
  private static final Pattern PACKAGE = Pattern.compile("\\bio\\.kwsbench(\\.[a-z]+)+\\b");
  private static final Pattern FLAG = Pattern.compile("(?<![\\w-])--[a-z]\\w*");
  private static final int MAX_COLUMNS = 100;

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
    assertThat(links).isGreaterThan(20);
    assertThat(broken).isEmpty();
  }

  /** Sources, scripts and pages name pages by their path from the root. */
  @Test
  void namedPagesExist() throws IOException {
    List<String> missing = new ArrayList<>();
    int named = 0;
    for (Path file : HouseFiles.all().toList()) {
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

  @Test
  void linesFitTheirColumns() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path page : pages()) {
      boolean modules = false;
      for (String line : Files.readAllLines(page)) {
        modules = line.equals(House.HEAD) || modules && line.startsWith("    ");
        boolean free = modules || line.startsWith("|") || line.contains("://");
        if (!free && line.length() > MAX_COLUMNS) {
          tooLong.add(House.root().relativize(page) + ": " + line);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** A flag on a page is a flag of a command or a script, or an option of a tool that one calls. */
  @Test
  void flagsOnPagesExist() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (Path file : HouseFiles.all().toList()) {
      if (!file.toString().endsWith(".md")) {
        sources.append(text(file));
      }
    }
    Set<String> known = matches(FLAG, sources.toString());
    Set<String> flags = new TreeSet<>();
    for (Path page : pages()) {
      flags.addAll(matches(FLAG, Files.readString(page)));
    }
    assertThat(flags).hasSizeGreaterThan(50).isSubsetOf(known);
  }

  @Test
  void packagesOnPagesExist() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path page : pages()) {
      named.addAll(matches(PACKAGE, Files.readString(page)));
    }
    Set<String> packages =
        HouseFiles.all()
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> file.getParent().toString().replace(File.separatorChar, '.'))
            .collect(Collectors.toSet());
    packages.add("io.kwsbench.nativelib");
    assertThat(named).hasSizeGreaterThan(10);
    assertThat(named).allMatch(name -> packages.stream().anyMatch(own -> own.endsWith(name)));
  }

  /** Java on a page is the text of an example that the tests run. */
  @Test
  void javaOnPagesIsTested() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path file : HouseFiles.all().toList()) {
      if (file.toString().endsWith("ExampleTest.java")) {
        examples.add(Files.readString(file).replaceAll("(?m)^ +", ""));
      }
    }
    int blocks = 0;
    for (Path page : pages()) {
      Matcher block = JAVA.matcher(Files.readString(page));
      while (block.find()) {
        blocks++;
        String code = block.group(1).replaceAll("(?m)^ +", "");
        assertThat(examples).as(page + ":\n" + code).anyMatch(example -> example.contains(code));
      }
    }
    assertThat(blocks).isPositive();
  }

  @Test
  void theExampleInCCompiles() throws Exception {
    Path compiler = Path.of("/usr/bin/gcc");
    Needs.that(Files.isExecutable(compiler), "gcc");
    Process process =
        new ProcessBuilder(
                "gcc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-fsyntax-only",
                "-Inative/include",
                "examples/spot.c")
            .directory(House.root().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
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

  private static List<Path> pages() {
    return HouseFiles.all().filter(file -> file.toString().endsWith(".md")).toList();
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
