package io.kwsbench.synthesis;

import io.kwsbench.KwsException;
import io.kwsbench.OutOfRangeException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Clips to be made.
 *
 * @param words words or phrases, each a folder's name
 * @param clips number of clips of each word
 * @param near number of clips that only sound like the word, for each word
 * @param voices the voices that take turns
 * @param speed largest relative change of the voices' speed
 * @param pitch largest relative change of the voices' pitch
 * @param samples length of a clip at 16 kHz
 * @param seed seed of all choices
 */
public record SynthesisPlan(
    List<String> words,
    int clips,
    int near,
    List<Voice> voices,
    double speed,
    double pitch,
    int samples,
    long seed) {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}][\\p{L}\\p{M}\\p{N} '’-]*");

  /**
   * @throws KwsException when there is no word, or one cannot be a folder's name and be spoken, is
   *     named twice, or names the folder of another's near words
   * @throws OutOfRangeException naming a value that is out of range
   */
  public SynthesisPlan {
    words = List.copyOf(words);
    voices = List.copyOf(voices);
    if (words.isEmpty()) {
      throw new KwsException("no word is named");
    }
    Set<String> folders = new HashSet<>();
    for (String word : words) {
      if (!WORD.matcher(word).matches()) {
        throw new KwsException(
            "'" + word + "' is no word: it has other characters than letters, digits, ' and -");
      }
      if (!folders.add(word.toLowerCase(Locale.ROOT))) {
        throw new KwsException("the word '" + word + "' is named twice");
      }
    }
    if (near > 0) {
      requireOwnFolders(words, folders);
    }
    require(clips >= 1, "n", clips, "at least 1");
    require(near >= 0, "confusable", near, "at least 0");
    require(speed >= 0 && speed < 1, "speed", speed, "from 0 to below 1");
    require(pitch >= 0 && pitch < 1, "pitch", pitch, "from 0 to below 1");
  }

  /** Requires that no word has the name of a folder of near words. */
  private static void requireOwnFolders(List<String> words, Set<String> folders) {
    for (String word : words) {
      String other = SynthesizedFolder.nearFolder(word);
      if (folders.contains(other.toLowerCase(Locale.ROOT))) {
        throw new KwsException(
            String.format(
                "'%s' cannot be a word beside '%s': the folder of that name holds the clips that"
                    + " only sound like '%s'",
                other, word, word));
      }
    }
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw new OutOfRangeException(name + " is " + value + ", not " + range);
    }
  }

  /** The number of all clips. */
  public int size() {
    return words.size() * (clips + near);
  }

  /** One line that tells these clips from others. */
  String describe() {
    return String.format(
        Locale.ROOT,
        "%s; %d, near %d; speed %s, pitch %s; %d samples; seed %d; voices %08x",
        String.join(",", words),
        clips,
        near,
        speed,
        pitch,
        samples,
        seed,
        voices.hashCode());
  }
}
