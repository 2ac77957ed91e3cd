package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule of data sets that list their sets: {@code validation_list.txt} and {@code
 * testing_list.txt} name clips as {@code word/file.wav}, a line each; all others are for training.
 *
 * <p>A list wins over what a clip's name says. Lists are written by many tools: see {@link
 * ClipList} for what is the same name.
 */
public final class ListedFilesRule implements SplitRule {
  private static final String VALIDATION = "validation_list.txt";
  private static final String TESTING = "testing_list.txt";
  private final ClipList validation;
  private final ClipList testing;
  private final SplitRule unlisted;

  private ListedFilesRule(ClipList validation, ClipList testing, SplitRule unlisted) {
    this.validation = validation;
    this.testing = testing;
    this.unlisted = unlisted;
  }

  /** Returns whether the folder holds at least one of the two lists. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(VALIDATION)) || Files.exists(folder.resolve(TESTING));
  }

  /** Reads the lists of a data folder; clips that they do not name are for training. */
  public static ListedFilesRule in(Path folder) {
    return in(folder, SplitRule.training());
  }

  /**
   * Reads the lists of a data folder; a missing one is empty.
   *
   * @param unlisted decides about clips that no list names
   * @throws KwsException when a list cannot be read, or both name the same clip
   */
  public static ListedFilesRule in(Path folder, SplitRule unlisted) {
    ClipList validation = list(folder, VALIDATION);
    ClipList testing = list(folder, TESTING);
    testing
        .anyOf(validation)
        .ifPresent(
            clip -> {
              throw new KwsException(
                  folder.resolve(TESTING) + ": " + VALIDATION + " names " + clip + " too");
            });
    return new ListedFilesRule(validation, testing, unlisted);
  }

  private static ClipList list(Path folder, String name) {
    Path file = folder.resolve(name);
    return ClipList.of(file, folder, Files.exists(file) ? TextFile.entries(file) : List.of());
  }

  @Override
  public Partition partition(String folder, String file) {
    if (validation.names(folder, file)) {
      return Partition.VALIDATION;
    }
    return testing.names(folder, file) ? Partition.TESTING : unlisted.partition(folder, file);
  }

  /**
   * One line per list with entries that match no clip so far; held-out clips may then be in the
   * training set.
   */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    validation.complaint().ifPresent(complaints::add);
    testing.complaint().ifPresent(complaints::add);
    return complaints;
  }
}
