package io.kwsbench.corpus;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The clips that a list names.
 *
 * <p>These are the same name: {@code yes/a.wav}, {@code ./yes/a.wav}, {@code /yes/a.wav}, {@code
 * yes\\a.wav}, {@code yes/a.WAV}, the path from the root or from any folder above, and either way
 * to spell an accented letter in Unicode.
 */
final class ClipList {
  private static final String WAV = ".wav";

  private final Path file;

  /** From the name that counts to the entry as it was written. */
  private final Map<String, String> entries;

  private final Set<String> found = ConcurrentHashMap.newKeySet();

  private ClipList(Path file, Map<String, String> entries) {
    this.file = file;
    this.entries = entries;
  }

  /**
   * @param file where the entries come from, for messages
   * @param folder the data folder whose clips they name
   */
  static ClipList of(Path file, Path folder, List<String> lines) {
    String above = "/" + slashes(folder.toAbsolutePath().normalize().toString()) + "/";
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : lines) {
      entries.putIfAbsent(name(within(slashes(line), above)), line);
    }
    return new ClipList(file, entries);
  }

  /** Returns whether the list names a clip; it then counts as found. */
  boolean names(String folder, String clip) {
    String name = name(folder + "/" + clip);
    if (!entries.containsKey(name)) {
      return false;
    }
    found.add(name);
    return true;
  }

  /** A clip that another list names, too. */
  Optional<String> anyOf(ClipList other) {
    return entries.keySet().stream().filter(other.entries::containsKey).findFirst();
  }

  /** One line that counts the entries that were never found, with an example. */
  Optional<String> complaint() {
    List<String> lost =
        entries.entrySet().stream()
            .filter(entry -> !found.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return lost.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s: %d of %d entries name no clip, such as '%s'; an entry is word/file.wav",
                file,
                lost.size(),
                entries.size(),
                lost.get(0)));
  }

  /** Slashes of one kind, none at the start, no step that stays in place. */
  private static String slashes(String path) {
    return path.replace('\\', '/').replaceAll("/+(\\./+)*", "/").replaceFirst("^(\\./)*/?", "");
  }

  /** The part below the data folder of a path that begins with folders above it. */
  private static String within(String path, String above) {
    int clip = path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1;
    return clip > 0 && above.endsWith("/" + path.substring(0, clip)) ? path.substring(clip) : path;
  }

  private static String name(String path) {
    int end = path.length() - WAV.length();
    boolean wav = end > 0 && path.regionMatches(true, end, WAV, 0, WAV.length());
    String name = wav ? path.substring(0, end) + WAV : path;
    return Normalizer.normalize(name, Normalizer.Form.NFC);
  }
}
