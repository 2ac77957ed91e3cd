package io.kwsbench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Parent folders of results that are missing before a command runs. Commands create them; a line
 * names each one, because a mistyped path would create one too.
 *
 * @param folders the missing ones
 */
record MissingFolders(List<Path> folders) {
  /** The parents of these paths that do not exist. */
  static MissingFolders of(List<Path> results) {
    Set<Path> missing = new LinkedHashSet<>();
    results.stream()
        .map(Path::getParent)
        .filter(Objects::nonNull)
        .filter(Files::notExists)
        .forEach(missing::add);
    return new MissingFolders(List.copyOf(missing));
  }

  /** Those that exist now. */
  List<Path> created() {
    return folders.stream().filter(Files::isDirectory).toList();
  }
}
