package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.files.LabelFile;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.tensor.Likeliest;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of a model's classes, in the order of its outputs. Immutable.
 *
 * @param names distinct, as the model's author spelled them: {@code _silence_}, {@code _unknown_},
 *     words
 * @param challenge whether submissions spell them as the 2017 challenge did: silence and unknown
 *     without underscores, and in the main file every word but its ten as unknown
 */
public record LabelSet(List<String> names, boolean challenge) implements Serializable {
  /** All 32 classes of the original's ensemble models ({@code classes.py}). */
  public static final LabelSet ALL =
      challenge(SpeechCommands.MARKED_NO_WORDS, SpeechCommands.WORDS);

  /** The twelve classes of the original's frozen graphs ({@code make_submission_on_rpi.py}). */
  public static final LabelSet FROZEN =
      challenge(SpeechCommands.MARKED_NO_WORDS, SpeechCommands.WANTED);

  /** The twelve columns of a probability map ({@code AUDIO_NAMES} of the original's scripts). */
  public static final LabelSet MAP = challenge(SpeechCommands.NO_WORDS, SpeechCommands.CHALLENGE);

  public LabelSet {
    names = List.copyOf(names);
    if (new LinkedHashSet<>(names).size() != names.size()) {
      throw new KwsException("labels are given twice: " + names);
    }
  }

  /** As the challenge's where they are the twelve or the 32 of the original, in any order. */
  public LabelSet(List<String> names) {
    this(names, isTheOriginals(names));
  }

  private static boolean isTheOriginals(List<String> names) {
    Set<String> plain = plain(names);
    return names.size() == plain.size()
        && (plain.equals(plain(FROZEN.names)) || plain.equals(plain(ALL.names)));
  }

  private static Set<String> plain(List<String> names) {
    return names.stream().map(ModelLabels::plain).collect(Collectors.toSet());
  }

  private static LabelSet challenge(List<String> noWords, List<String> words) {
    List<String> names = new ArrayList<>(noWords);
    names.addAll(words);
    return new LabelSet(names, true);
  }

  /** The same, spelled as the challenge did whatever they are. */
  public LabelSet asChallenge() {
    return new LabelSet(names, true);
  }

  /**
   * Reads one label a line; empty lines are skipped.
   *
   * @throws KwsException when the file cannot be read, has no label or names one twice
   */
  public static LabelSet read(Path file) {
    return of(LabelFile.read(file), file.toString());
  }

  /**
   * The same of a file whose bytes are already here.
   *
   * @param name of the file, for the message
   * @throws KwsException when it is not UTF-8 text, has no label or names one twice
   */
  public static LabelSet parse(byte[] bytes, String name) {
    return of(LabelFile.parse(bytes, name), name);
  }

  private static LabelSet of(List<String> labels, String name) {
    try {
      return new LabelSet(labels);
    } catch (KwsException e) {
      throw new KwsException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * Requires as many labels as a model has outputs.
   *
   * @throws KwsException when there are more or fewer
   */
  public void requireOutputs(int outputs) {
    if (size() != outputs) {
      throw new KwsException(size() + " labels for a model with " + outputs + " outputs");
    }
  }

  /**
   * The 2017 entry's labels for a model with this number of outputs.
   *
   * @throws KwsException when it has neither 12 nor 32
   */
  public static LabelSet forOutputs(int outputs) {
    if (outputs == ALL.size()) {
      return ALL;
    }
    if (outputs == FROZEN.size()) {
      return FROZEN;
    }
    throw new KwsException(
        "the names of the model's " + outputs + " classes are unknown: give their labels");
  }

  public int size() {
    return names.size();
  }

  /**
   * The class with the largest probability; of equal ones the first.
   *
   * @throws KwsException when one is NaN
   */
  public static int best(float[] probabilities) {
    return Likeliest.of(probabilities)
        .orElseThrow(() -> new KwsException("the model gives NaN: that is no class"));
  }

  /** The name of a class in submissions: {@code silence} for the challenge's {@code _silence_}. */
  public String submitted(int index) {
    return challenge ? ModelLabels.plain(names.get(index)) : names.get(index);
  }

  /**
   * The name of a class in a submission's main file: the model's, or one of the challenge's twelve.
   */
  public String wanted(int index) {
    String name = submitted(index);
    boolean kept = SpeechCommands.CHALLENGE.contains(name) || name.equals(SpeechCommands.SILENCE);
    return !challenge || kept ? name : SpeechCommands.UNKNOWN;
  }
}
