package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.SpeechCommands;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Converts the probabilities of many classes into bytes for the twelve of {@link LabelSet#MAP}, as
 * {@code convert_from_see_v3_bugfix.py} of the 2017 entry does. Wanted words and silence keep their
 * probability; unknown gets the largest of all others, its own included. A softmax over the twelve
 * follows, times 255, cut to whole numbers.
 *
 * <p>Arithmetic is that of NumPy on float32: {@code exp} rounded to float, sums of twelve in
 * NumPy's pairwise order. Immutable.
 */
public final class ClassConversion {
  private static final int CLASSES = LabelSet.MAP.size();
  private static final int UNKNOWN = LabelSet.MAP.names().indexOf(SpeechCommands.UNKNOWN);
  private static final int LANES = 8;

  private final int[] source = new int[CLASSES];
  private final int[] others;

  /**
   * @param from the classes of the probabilities that will be given
   * @throws KwsException when a wanted word, silence, or any other class is missing
   */
  public ClassConversion(LabelSet from) {
    List<Integer> rest = new ArrayList<>();
    Arrays.fill(source, -1);
    for (int i = 0; i < from.size(); i++) {
      String name = ModelLabels.plain(from.names().get(i));
      int target = LabelSet.MAP.names().indexOf(name);
      if (target < 0 || target == UNKNOWN) {
        rest.add(i);
      } else {
        source[target] = i;
      }
    }
    requireAll(rest.isEmpty());
    others = rest.stream().mapToInt(Integer::intValue).toArray();
  }

  private void requireAll(boolean withoutOthers) {
    List<String> missing = new ArrayList<>();
    for (int c = 0; c < CLASSES; c++) {
      if (c == UNKNOWN ? withoutOthers : source[c] < 0) {
        missing.add(LabelSet.MAP.names().get(c));
      }
    }
    if (!missing.isEmpty()) {
      throw new KwsException(
          "a map is of the challenge's twelve classes, and there is no class "
              + String.join(", ", missing));
    }
  }

  /** The twelve probabilities before the softmax. */
  public float[] reduce(float[] probabilities) {
    float[] twelve = new float[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      twelve[c] = c == UNKNOWN ? largestOther(probabilities) : probabilities[source[c]];
    }
    return twelve;
  }

  private float largestOther(float[] probabilities) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int other : others) {
      largest = Math.max(largest, probabilities[other]);
    }
    return largest;
  }

  /** The twelve bytes, 0 to 255. */
  public byte[] convert(float[] probabilities) {
    float[] exp = reduce(probabilities);
    for (int c = 0; c < CLASSES; c++) {
      exp[c] = (float) StrictMath.exp(exp[c]);
    }
    float sum = pairwiseSum(exp);
    byte[] bytes = new byte[CLASSES];
    for (int c = 0; c < CLASSES; c++) {
      bytes[c] = (byte) (int) (exp[c] / sum * 255);
    }
    return bytes;
  }

  /** NumPy's order for 8 to 15 values: eight lanes added as a tree, then the rest in turn. */
  private static float pairwiseSum(float[] v) {
    float sum = ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
    for (int i = LANES; i < v.length; i++) {
      sum += v[i];
    }
    return sum;
  }
}
