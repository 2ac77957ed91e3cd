package io.kwsbench.keras.freeze;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Maps a model of many words to the few that are wanted.
 *
 * <p>As the original does: silence and the wanted words keep their probability, unknown gets the
 * greatest of all the others (its own included), and a softmax runs over the probabilities. The
 * wanted words come out in the order in which the model has them.
 *
 * @param words the model's words in order, those of silence and unknown not counted
 * @param wanted the words to keep
 */
public record ClassMapping(List<String> words, List<String> wanted) {
  /**
   * @throws KwsException when a word is there twice, or a wanted one is none of the model's
   */
  public ClassMapping {
    words = List.copyOf(words);
    wanted = List.copyOf(wanted);
    requireUnique(words);
    requireUnique(wanted);
    for (String word : wanted) {
      if (!words.contains(word)) {
        throw new KwsException("the wanted word '" + word + "' is none of the model's words");
      }
    }
  }

  private static void requireUnique(List<String> list) {
    if (new HashSet<>(list).size() != list.size()) {
      throw new KwsException("a word is listed twice: " + String.join(",", list));
    }
  }

  /** The labels that come out, silence and unknown first. */
  public List<String> labels() {
    List<String> labels = new ArrayList<>(SpeechCommands.NO_WORDS);
    words.stream().filter(wanted::contains).forEach(labels::add);
    return labels;
  }

  /**
   * The new labels of a model's own.
   *
   * @param own silence, unknown, and the words
   * @throws KwsException when they are not this mapping's words in its order
   */
  public List<String> of(List<String> own) {
    List<String> plain = own.stream().map(ModelLabels::plain).toList();
    List<String> expected = new ArrayList<>(SpeechCommands.NO_WORDS);
    expected.addAll(words);
    if (!plain.equals(expected)) {
      throw new KwsException(
          "its classes are "
              + String.join(" ", own)
              + "; a mapping needs "
              + String.join(" ", expected));
    }
    List<String> labels = new ArrayList<>(own.subList(0, 2));
    labels.addAll(labels().subList(2, labels().size()));
    return labels;
  }

  /**
   * @throws KwsException when a model of so many classes is not the one that is mapped
   */
  void requireClasses(int given) {
    int classes = words.size() + 2;
    if (given != classes) {
      throw new KwsException(
          "the model has "
              + given
              + " classes, but a mapping to "
              + labels().size()
              + " needs "
              + classes
              + ": silence, unknown and "
              + words.size()
              + " words");
    }
  }

  /**
   * Appends the mapping.
   *
   * @param probabilities a vector with an entry for silence, unknown and each word
   * @return a vector of {@link #labels} entries, before the softmax
   * @throws KwsException when the model has another number of classes
   */
  Value append(IrBuilder graph, Value probabilities) {
    requireClasses(probabilities.size());
    ArrayOps arrays = graph.arrays();
    List<Value> kept = new ArrayList<>();
    List<Value> others = new ArrayList<>();
    kept.add(arrays.slice(probabilities, 0, 0, 1));
    others.add(arrays.slice(probabilities, 0, 1, 2));
    for (int i = 0; i < words.size(); ) {
      boolean keep = wanted.contains(words.get(i));
      int end = i;
      while (end < words.size() && wanted.contains(words.get(end)) == keep) {
        end++;
      }
      (keep ? kept : others).add(arrays.slice(probabilities, 0, i + 2, end + 2));
      i = end;
    }
    Value unknown = graph.math().reduce("Max", arrays.concat(others, 0), true, 0);
    kept.add(1, unknown);
    return arrays.concat(kept, 0);
  }
}
