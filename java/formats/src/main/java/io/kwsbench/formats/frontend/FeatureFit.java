package io.kwsbench.formats.frontend;

import io.kwsbench.KwsException;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.TensorSpec;
import java.util.Arrays;

/**
 * The arrangement of a front end's features in a model's input. Dimensions of 1 mean nothing.
 * Frames come first or last, or all values lie in one dimension.
 *
 * @param settings with the values of a frame that the model takes
 * @param transposed whether a frame's values come before the frames
 * @param dims the model's, with a batch of one
 */
record FeatureFit(FrontEndSettings settings, boolean transposed, int[] dims) {
  /**
   * Finds out.
   *
   * @throws KwsException when no order of the features is the input's; the message says both sizes
   */
  static FeatureFit of(FrontEndSettings wanted, TensorSpec input) {
    int[] dims = dims(input, wanted);
    int[] sizes = Arrays.stream(dims).filter(size -> size > 1).toArray();
    int total = Arrays.stream(dims).reduce(1, Math::multiplyExact);
    int frames = wanted.frames().count();
    int columns = wanted.columns() == 0 ? total / frames : wanted.columns();
    boolean possible =
        columns >= 1 && columns <= wanted.mostColumns() || wanted.columns() == columns;
    if (!possible || (long) frames * columns != total) {
      throw misfit(wanted, input);
    }
    FrontEndSettings settings = wanted.withColumns(columns);
    FrontEndSettings.Layout layout = settings.levels().layout();
    boolean flat = sizes.length <= 1;
    boolean time = flat || Arrays.equals(sizes, new int[] {frames, columns});
    boolean bands = flat || Arrays.equals(sizes, new int[] {columns, frames});
    if (time && layout != FrontEndSettings.Layout.BANDS) {
      return new FeatureFit(settings, false, dims);
    }
    if (bands && layout != FrontEndSettings.Layout.TIME) {
      return new FeatureFit(settings, true, dims);
    }
    throw misfit(wanted, input);
  }

  private static int[] dims(TensorSpec input, FrontEndSettings settings) {
    if (!input.shape().hasRank()) {
      throw misfit(settings, input);
    }
    long[] dims = input.shape().dims();
    if (dims.length > 0 && dims[0] < 0) {
      dims[0] = 1;
    }
    if (Arrays.stream(dims).anyMatch(size -> size < 1 || size > 1 << 24)) {
      throw misfit(settings, input);
    }
    return Arrays.stream(dims).mapToInt(size -> (int) size).toArray();
  }

  private static KwsException misfit(FrontEndSettings settings, TensorSpec input) {
    int frames = settings.frames().count();
    int columns = settings.columns();
    String layout =
        settings.levels().layout() == FrontEndSettings.Layout.BANDS
            ? ", all frames of a value together"
            : "";
    String made =
        columns == 0 ? frames + " frames" : frames + " frames of " + columns + " values" + layout;
    return new KwsException(
        "input "
            + input
            + " does not take what the front end makes of "
            + settings.frames().samples()
            + " samples: "
            + made
            + " ("
            + settings.describe()
            + ")");
  }

  /** Brings rows, [frames, values], into the shape of the input. */
  Value shaped(IrBuilder graph, Value rows) {
    Value ordered = transposed ? graph.arrays().transpose(rows, 1, 0) : rows;
    return graph.arrays().reshape(ordered, dims);
  }
}
