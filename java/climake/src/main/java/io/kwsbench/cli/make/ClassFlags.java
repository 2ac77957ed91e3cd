package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.files.TextFile;
import io.kwsbench.keras.freeze.ClassMapping;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Flags for the classes of the frozen graph. */
@FlagGroup("classes")
final class ClassFlags {
  @Parameter(
      names = "--classes",
      order = 10,
      description =
          "number of classes to which to map a model of all words: silence, unknown and the"
              + " wanted words; 12 for the challenge; default: the model's classes")
  Integer classes;

  @Parameter(
      names = "--words",
      order = 11,
      description =
          "words of the model in order, comma-separated or @FILE with one word per line;"
              + " default: those in the checkpoint, otherwise the 30 of Speech Commands v0.01")
  @PathFlag(PathFlag.Use.READ_BEHIND_AT)
  String words = "";

  @Parameter(
      names = "--wanted_words",
      order = 12,
      description =
          "words to keep, comma-separated or @FILE with one word per line; default: the"
              + " challenge's ten")
  @PathFlag(PathFlag.Use.READ_BEHIND_AT)
  String wanted = "";

  /**
   * The classes of the model before any mapping, from the checkpoint or {@code --words}.
   *
   * @param own what the checkpoint says
   * @throws KwsException when they contradict each other
   */
  ModelLabels labels(ModelLabels own) {
    if (words.isEmpty()) {
      return own;
    }
    List<String> all = new ArrayList<>(SpeechCommands.MARKED_NO_WORDS);
    all.addAll(list("--words", words, List.of()));
    ModelLabels given = new ModelLabels(all, "--words with silence and unknown");
    given.requireAgreement(own);
    return own.known() ? own : given;
  }

  /**
   * The requested mapping, if any.
   *
   * @param labels of the model before it, where they are known
   */
  Optional<ClassMapping> mapping(ModelLabels labels) {
    if (classes == null && wanted.isEmpty()) {
      return Optional.empty();
    }
    List<String> known = labels.names();
    ClassMapping mapping =
        new ClassMapping(
            known.size() > 2 ? known.subList(2, known.size()) : SpeechCommands.WORDS,
            list("--wanted_words", wanted, SpeechCommands.WANTED));
    int count = mapping.labels().size();
    if (classes != null && classes != count) {
      throw new KwsException(
          "--classes "
              + classes
              + ": silence, unknown and the wanted words are "
              + count
              + " classes; name the words with --wanted_words");
    }
    return Optional.of(mapping);
  }

  /** Names for the classes of a graph without names, if their number determines them. */
  List<String> guess(int count) {
    List<String> all = new ArrayList<>(SpeechCommands.NO_WORDS);
    all.addAll(count == 12 ? SpeechCommands.WANTED : SpeechCommands.WORDS);
    return all.size() == count
        ? all
        : IntStream.range(0, count).mapToObj(i -> "class " + i).toList();
  }

  private static List<String> list(String flag, String text, List<String> fallback) {
    if (text.isEmpty()) {
      return fallback;
    }
    List<String> words =
        (text.startsWith("@")
                ? lines(flag, text.substring(1))
                : Arrays.stream(text.split(",")).toList())
            .stream().map(String::strip).filter(word -> !word.isEmpty()).toList();
    boolean complete =
        words.size() > 2
            && words.subList(0, 2).stream()
                .map(ModelLabels::plain)
                .toList()
                .equals(SpeechCommands.NO_WORDS);
    return complete ? words.subList(2, words.size()) : words;
  }

  private static List<String> lines(String flag, String file) {
    try {
      return TextFile.entries(TypedPath.of(file));
    } catch (KwsException e) {
      throw new KwsException(flag + ": " + e.getMessage(), e);
    }
  }
}
