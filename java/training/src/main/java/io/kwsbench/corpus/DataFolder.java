package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.files.FileNames;
import io.kwsbench.files.InputFolder;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.metadata.SpeechCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One folder in Speech Commands layout: a folder per word, and one of background noise. */
final class DataFolder {
  private DataFolder() {}

  /**
   * @param word the folder's name in lower case
   * @param folder the folder's name as it is
   */
  record Clip(String word, String folder, Path file) {}

  /** All clips but background noise, sorted by path. */
  static List<Clip> clips(Path data) {
    UnfinishedFolder.requireFinished(data);
    List<Clip> clips = new ArrayList<>();
    for (Path folder : folders(data)) {
      String name = folder.getFileName().toString();
      String word = name.toLowerCase(Locale.ROOT);
      if (!word.equals(SpeechCommands.BACKGROUND_NOISE)) {
        for (Path file : ClipFiles.below(folder)) {
          FileNames.requireHeld(file); // a clip's name decides its set
          clips.add(new Clip(word, name, file));
        }
      }
    }
    return clips;
  }

  /** The clips of background noise, sorted by path; the folder's name may be in any case. */
  static List<Path> backgroundNoise(Path data) {
    return folders(data).stream()
        .filter(
            folder ->
                folder.getFileName().toString().equalsIgnoreCase(SpeechCommands.BACKGROUND_NOISE))
        .flatMap(folder -> ClipFiles.below(folder).stream())
        .toList();
  }

  /** The folders that may hold clips, sorted. */
  private static List<Path> folders(Path data) {
    InputFolder.require(data);
    try (Stream<Path> entries = Files.list(data)) {
      return entries
          .filter(Files::isDirectory)
          .filter(folder -> !ClipFiles.isSkippedFolder(folder.getFileName().toString()))
          .sorted()
          .peek(FileNames::requireHeld)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new KwsException(data + ": cannot be listed: " + e.getMessage(), e);
    }
  }
}
