package io.kwsbench.freeze.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.freeze.ir.ArrayOps;
import io.kwsbench.freeze.ir.AxisSlice;
import io.kwsbench.freeze.ir.Value;
import io.kwsbench.freeze.ir.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The functions of the original project's {@code model.py} that its checkpoints call by name.
 *
 * @see <a href="https://github.com/see--/speech_recognition">see--/speech_recognition</a>
 */
final class ProjectFunctions {
  private ProjectFunctions() {}

  static void addTo(Vocabulary v) {
    v.add("overlapping_time_slice_stack(x, ksize, stride, padding)", ProjectFunctions::overlapping);
    v.add("time_slice_stack(x, step)", ProjectFunctions::timeSlices);
    v.add("relu6(x)", f -> f.activations().relu(f.tensor("x"), 0, Optional.of(6f), 0));
    v.add("preprocess(x)", ProjectFunctions::preprocess);
    v.add("preprocess_raw(x)", f -> f.tensor("x"));
    v.add(
        "smooth_categorical_crossentropy(target, output, from_logits, label_smoothing)",
        f -> {
          throw new KwsException("is a loss and has no place in a frozen graph");
        });
  }

  /**
   * Frames of {@code ksize} samples, {@code stride} apart: [batch, samples] → [batch, frames,
   * ksize].
   */
  private static Object overlapping(Bound f) {
    Value x = f.tensor("x");
    if (x.rank() != 2) {
      throw new KwsException("takes a batch of samples, not " + Values.describe(x));
    }
    String padding = f.text("padding", "SAME");
    if (!padding.equals("SAME") && !padding.equals("VALID")) {
      throw new KwsException("padding is '" + padding + "'");
    }
    boolean same = padding.equals("SAME");
    int size = Values.integer(f.object("ksize"));
    int stride = Values.integer(f.object("stride"));
    ArrayOps arrays = f.arrays();
    Value image = arrays.reshape(x, -1, 1, x.dim(1), 1);
    Value patches =
        f.graph()
            .nn()
            .extractPatches(image, new Window(1, 1, 1, same), new Window(size, stride, 1, same));
    return arrays.squeeze(patches, 1);
  }

  /**
   * Every {@code step}-th sample as a channel: [batch, samples] → [batch, samples / step, step].
   */
  private static Object timeSlices(Bound f) {
    Value x = f.tensor("x");
    int step = Values.integer(f.object("step"));
    if (x.rank() != 2 || step < 1 || step > x.dim(1)) {
      throw new KwsException("takes a batch of samples and a step within them");
    }
    ArrayOps arrays = f.arrays();
    AxisSlice batch = new AxisSlice.Range(OptionalInt.empty(), OptionalInt.empty(), 1);
    List<Value> slices = new ArrayList<>();
    for (int i = 0; i < step; i++) {
      AxisSlice every = new AxisSlice.Range(OptionalInt.of(i), OptionalInt.empty(), step);
      slices.add(arrays.expandDims(arrays.slice(x, List.of(batch, every)), -1));
    }
    return arrays.concat(slices, -1);
  }

  private static Object preprocess(Bound f) {
    Value shifted = f.math().div(f.math().add(f.tensor("x"), 0.8f), f.graph().scalar(7));
    return f.math().clip(shifted, -5, 5);
  }
}
