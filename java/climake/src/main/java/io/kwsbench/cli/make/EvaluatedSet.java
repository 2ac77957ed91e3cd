package io.kwsbench.cli.make;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.Partition;
import java.util.Arrays;
import java.util.stream.Stream;

/** The set of clips that {@code --set} names. */
final class EvaluatedSet {
  private EvaluatedSet() {}

  /**
   * @throws ParameterException when there is none of that name
   */
  static Partition named(String set) {
    return Arrays.stream(Partition.values())
        .filter(partition -> partition.label().equals(set))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    "--set: '" + set + "' is not training, validation, testing or pseudo"));
  }

  /**
   * @throws KwsException when the set has no clips; the message names one that has
   */
  static void requireClips(Corpus corpus, Partition set) {
    if (corpus.samples(set).isEmpty()) {
      throw new KwsException("the " + set.label() + " set is empty" + others(corpus));
    }
  }

  private static String others(Corpus corpus) {
    return Stream.of(Partition.VALIDATION, Partition.TESTING, Partition.TRAINING)
        .filter(one -> !corpus.samples(one).isEmpty())
        .map(one -> "; --set " + one.label() + " has " + corpus.samples(one).size() + " clips")
        .findFirst()
        .orElse("");
  }
}
