package io.kwsbench.peers;

import io.kwsbench.KwsException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sizes that a model leaves open. A batch of one is what is run; any other open size, most often
 * the number of samples, has no value that could be taken for it: with 1 the model would run on a
 * single sample, and look splendidly fast.
 */
final class OpenAxes {
  private static final Pattern TIME =
      Pattern.compile("(?i).*(time|frame|sample|seq|len|steps).*|t");

  private OpenAxes() {}

  /**
   * The sizes with a batch of one.
   *
   * @param dims sizes of an input's axes; negative where open
   * @param names the model's names of open axes, by axis; may be shorter, null or empty
   * @param single whether one element of rank 1 is a plausible batch, as of a sample rate
   * @throws KwsException when another axis than the batch is open, with what to do
   */
  static long[] withBatchOfOne(String where, long[] dims, String[] names, boolean single) {
    long[] sizes = dims.clone();
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] >= 0) {
        continue;
      }
      String name = names != null && axis < names.length && names[axis] != null ? names[axis] : "";
      boolean batch = axis == 0 && (sizes.length > 1 || single) && !TIME.matcher(name).matches();
      if (!batch) {
        throw new KwsException(
            where
                + " has the shape "
                + text(dims, names)
                + " with an open axis "
                + axis
                + ", and only the batch (the first axis) may be open: export the model with its"
                + " input's length fixed, such as [1, 16000]");
      }
      sizes[axis] = 1;
    }
    return sizes;
  }

  private static String text(long[] dims, String[] names) {
    return IntStream.range(0, dims.length)
        .mapToObj(axis -> dims[axis] >= 0 ? Long.toString(dims[axis]) : name(names, axis))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String name(String[] names, int axis) {
    boolean named = names != null && axis < names.length && names[axis] != null;
    return named && !names[axis].isBlank() ? ModelFile.oneLine(names[axis]) : "?";
  }
}
