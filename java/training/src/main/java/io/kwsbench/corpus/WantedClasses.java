package io.kwsbench.corpus;

import io.kwsbench.OutOfRangeException;
import io.kwsbench.metadata.SpeechCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The classes of a model: silence, unknown, then the wanted words in their order.
 *
 * @param wanted the words to spot
 */
public record WantedClasses(List<String> wanted) {
  public static final String SILENCE = SpeechCommands.marked(SpeechCommands.SILENCE);
  public static final String UNKNOWN = SpeechCommands.marked(SpeechCommands.UNKNOWN);
  public static final int SILENCE_INDEX = 0;
  public static final int UNKNOWN_INDEX = 1;
  private static final int RESERVED = 2;

  /**
   * @throws OutOfRangeException when a word is listed twice or is a reserved one
   */
  public WantedClasses {
    wanted = List.copyOf(wanted);
    if (new HashSet<>(wanted).size() != wanted.size()
        || wanted.contains(SILENCE)
        || wanted.contains(UNKNOWN)) {
      throw new OutOfRangeException("wanted words " + wanted);
    }
  }

  /** All classes, in the order of a model's outputs. */
  public List<String> all() {
    List<String> all = new ArrayList<>(SpeechCommands.MARKED_NO_WORDS);
    all.addAll(wanted);
    return all;
  }

  public int count() {
    return RESERVED + wanted.size();
  }

  /** The class of a word; every word that is not wanted is unknown. */
  public int indexOf(String word) {
    if (word.equals(SILENCE)) {
      return SILENCE_INDEX;
    }
    int at = wanted.indexOf(word);
    return at < 0 ? UNKNOWN_INDEX : RESERVED + at;
  }
}
