package io.kwsbench.bundle;

import io.kwsbench.files.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The libraries of others that {@code THIRD-PARTY.txt} lists, with their licenses. */
final class ThirdPartyList {
  private static final Pattern COORDINATES =
      Pattern.compile("\\(([^:() ]+):([^: ]+):([^: ]+) - [^()]*\\)$");

  private final Map<String, Library> byName = new LinkedHashMap<>();

  /**
   * One library.
   *
   * @param licenses as its POM calls them
   */
  record Library(String group, String artifact, String version, List<String> licenses) {}

  static ThirdPartyList read(Path file) {
    ThirdPartyList list = new ThirdPartyList();
    TextFile.entries(file).forEach(list::add);
    return list;
  }

  private void add(String line) {
    Matcher found = COORDINATES.matcher(line);
    if (line.startsWith("(") && found.find()) {
      Library library = new Library(found.group(1), found.group(2), found.group(3), licenses(line));
      byName.put(library.artifact() + "-" + library.version(), library);
    }
  }

  /** The names in parentheses at the beginning, which may hold parentheses themselves. */
  private static List<String> licenses(String line) {
    List<String> names = new ArrayList<>();
    int from = 0;
    while (line.startsWith("(", from)) {
      int end = from;
      int depth = 0;
      do {
        char c = line.charAt(end++);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      } while (depth > 0 && end < line.length());
      names.add(line.substring(from + 1, end - 1));
      from = end + 1;
    }
    return names;
  }

  /**
   * The library of a jar.
   *
   * @param name the jar's, without a classifier
   * @throws IllegalStateException when the list has none
   */
  Library of(String name) {
    Library library = byName.get(name);
    if (library == null) {
      throw new IllegalStateException("THIRD-PARTY.txt does not list " + name);
    }
    return library;
  }
}
