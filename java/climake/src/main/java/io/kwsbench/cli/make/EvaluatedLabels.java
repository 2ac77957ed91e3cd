package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The classes that a model is evaluated on: its own, in its own order. */
final class EvaluatedLabels {
  private EvaluatedLabels() {}

  /**
   * @param wanted the words that the user wants, in any order; empty where none were named
   * @param known what the model's classes are, as far as anyone knows
   * @return empty where no one knows them: the words are those of the user or of the data
   * @throws KwsException when the model has other words than are wanted, or no silence and unknown
   */
  static Optional<WantedClasses> of(List<String> wanted, ModelLabels known) {
    if (!known.known()) {
      return Optional.empty();
    }
    List<String> names = known.names();
    List<String> plain = names.stream().map(ModelLabels::plain).toList();
    if (names.size() < 3 || !plain.subList(0, 2).equals(SpeechCommands.NO_WORDS)) {
      throw new KwsException(
          known.source()
              + ": cannot evaluate classes "
              + String.join(" ", names)
              + ": they must begin with silence and unknown, followed by words");
    }
    List<String> words = names.subList(2, names.size());
    if (!wanted.isEmpty()) {
      requireSame(wanted, words, known.source());
    }
    // as the folders of a corpus are named
    return Optional.of(
        new WantedClasses(words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList()));
  }

  /** The warning about assumed classes of a model without names. */
  static String assumed(List<String> wanted) {
    return "does not name its classes; assuming silence, unknown and the words "
        + (wanted.isEmpty() ? "of the data, sorted" : "of --words in that order");
  }

  private static void requireSame(List<String> wanted, List<String> words, String source) {
    List<String> strange = new ArrayList<>(wanted);
    strange.removeAll(words);
    List<String> missing = new ArrayList<>(words);
    missing.removeAll(wanted);
    if (!strange.isEmpty() || !missing.isEmpty()) {
      throw new KwsException(
          source
              + ": has the words "
              + String.join(",", words)
              + (strange.isEmpty() ? "" : ", not " + String.join(",", strange))
              + (missing.isEmpty() ? "" : "; --words lacks " + String.join(",", missing)));
    }
  }
}
