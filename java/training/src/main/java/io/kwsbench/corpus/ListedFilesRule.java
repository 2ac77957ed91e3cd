package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The rule of data sets that list their sets: {@code validation_list.txt} and {@code
 * testing_list.txt} name clips as {@code word/file.wav}, a line each; all others are for training.
 */
public final class ListedFilesRule implements SetRule {
  private final Set<String> validation;
  private final Set<String> testing;

  private ListedFilesRule(Set<String> validation, Set<String> testing) {
    this.validation = validation;
    this.testing = testing;
  }

  /** Whether the folder holds at least one of the two lists. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve("validation_list.txt"))
        || Files.exists(folder.resolve("testing_list.txt"));
  }

  /**
   * Reads the lists of a data folder; a missing one is empty.
   *
   * @throws KwsException when a list cannot be read, or both name the same clip
   */
  public static ListedFilesRule in(Path folder) {
    Set<String> validation = lines(folder.resolve("validation_list.txt"));
    Set<String> testing = lines(folder.resolve("testing_list.txt"));
    for (String clip : testing) {
      if (validation.contains(clip)) {
        throw new KwsException(folder + ": both lists name " + clip);
      }
    }
    return new ListedFilesRule(validation, testing);
  }

  @Override
  public Partition partition(String folder, String file) {
    Partition forced = SetRule.forced(folder, file);
    if (forced != null) {
      return forced;
    }
    String clip = folder + "/" + file;
    if (validation.contains(clip)) {
      return Partition.VALIDATION;
    }
    return testing.contains(clip) ? Partition.TESTING : Partition.TRAINING;
  }

  private static Set<String> lines(Path list) {
    if (!Files.exists(list)) {
      return Set.of();
    }
    try {
      Set<String> lines = new HashSet<>();
      for (String line : Files.readAllLines(list)) {
        if (!line.isBlank()) {
          lines.add(line.strip());
        }
      }
      return lines;
    } catch (IOException e) {
      throw new KwsException(list + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
