package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The functions of the original project's {@code model.py} that its checkpoints call by name.
 *
 * @see <a href="https://github.com/see--/speech_recognition">see--/speech_recognition</a>
 */
final class ProjectFunctions {
  /** The module that they are in here; only names that are proved to be the original's get it. */
  static final String MODULE = "challenge2017";

  private static final Set<String> NAMES =
      Set.of(
          "overlapping_time_slice_stack",
          "time_slice_stack",
          "preprocess",
          "preprocess_raw",
          "relu6",
          "softmax");

  private ProjectFunctions() {}

  /** The function of this name in the 2017 entry's {@code model.py}, if there is one. */
  static Optional<PyName> named(String name) {
    return NAMES.contains(name) ? Optional.of(new PyName(MODULE + "." + name)) : Optional.empty();
  }

  /**
   * An exception about a function of this name, which names the 2017 entry's function if there is
   * one.
   */
  static KwsException complaint(String name, String what) {
    return NAMES.contains(name)
        ? new KwsException(new LambdaReason.NamedFunction(what))
        : new KwsException(what);
  }

  static void addTo(Vocabulary v) {
    v.add(
        MODULE + ".overlapping_time_slice_stack(x, ksize, stride, padding)",
        ProjectFunctions::overlapping);
    v.add(MODULE + ".time_slice_stack(x, step)", ProjectFunctions::timeSlices);
    v.add(MODULE + ".relu6(x)", f -> f.activations().relu(f.tensor("x"), 0, Optional.of(6f), 0));
    v.add(MODULE + ".preprocess(x)", ProjectFunctions::preprocess);
    v.add(MODULE + ".preprocess_raw(x)", f -> f.tensor("x"));
    v.add(
        MODULE + ".softmax(x, axis)",
        f -> f.activations().softmax(f.tensor("x"), f.integer("axis", -1)));
    v.add(
        MODULE + ".smooth_categorical_crossentropy(target, output, from_logits, label_smoothing)",
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
            .extractPatches(
                image, new PaddedWindow(1, 1, 1, same), new PaddedWindow(size, stride, 1, same));
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
