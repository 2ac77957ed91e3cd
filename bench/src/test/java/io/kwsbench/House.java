package io.kwsbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The list of modules as a page prints it: what each holds and which it may import.
 *
 * <p>Packages of a module stand in order: each may import those before it, and all of the modules
 * after the arrow. Their own subpackages belong to them.
 */
record House(List<Module> modules) {
  static final String HEAD =
      "    module       its packages, in order              ← modules that it may import";

  /** What is indented further continues a line. */
  private static final Pattern LINE =
      Pattern.compile("    ([a-z]+) {2,}([a-z().]+(?: [a-z.]+)*)(?: +← ([a-z ]+))?");

  /** A line: {@code audio audio ← base}. */
  record Module(String name, List<String> packages, List<String> imports) {
    /** Where its sources are. */
    Path folder() {
      return root().resolve(name.equals("bench") ? name : "java/" + name);
    }
  }

  /** The list on a page, under the line that announces it. */
  static House on(String page) throws IOException {
    List<String> lines = Files.readAllLines(root().resolve(page));
    int from = lines.indexOf(HEAD);
    if (from < 0) {
      throw new AssertionError(page + " has no list of modules");
    }
    String list =
        lines.stream()
            .skip(from + 1L)
            .takeWhile(line -> line.startsWith("    "))
            .collect(Collectors.joining("\n"));
    return new House(list.replaceAll("\n {17,}", " ").lines().map(House::module).toList());
  }

  private static Module module(String line) {
    Matcher m = LINE.matcher(line);
    if (!m.matches()) {
      throw new AssertionError("no line of the list: " + line);
    }
    return new Module(
        m.group(1), words(m.group(2)), m.group(3) == null ? List.of() : words(m.group(3)));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.strip().split(" +"));
  }

  static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("verify"))) {
      root = root.getParent();
    }
    return root;
  }

  /** The module that a package belongs to. */
  Module of(String javaPackage) {
    String family = family(javaPackage);
    return modules.stream()
        .filter(module -> module.packages().contains(family))
        .findFirst()
        .orElseThrow(() -> new AssertionError(javaPackage + " is not on the list"));
  }

  /** The listed package that a package is or belongs to: the longest. */
  String family(String javaPackage) {
    String name = javaPackage.equals("io.kwsbench") ? "(root)" : javaPackage.substring(12);
    return modules.stream()
        .flatMap(module -> module.packages().stream())
        .filter(listed -> name.equals(listed) || name.startsWith(listed + "."))
        .max((a, b) -> Integer.compare(a.length(), b.length()))
        .orElseThrow(() -> new AssertionError(javaPackage + " is not on the list"));
  }

  /** Whether a package may import another. */
  boolean allows(String from, String to) {
    Module user = of(from);
    Module used = of(to);
    return user.equals(used)
        ? user.packages().indexOf(family(to)) <= user.packages().indexOf(family(from))
        : user.imports().contains(used.name());
  }
}
