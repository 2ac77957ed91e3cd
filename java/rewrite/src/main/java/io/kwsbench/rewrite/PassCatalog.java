package io.kwsbench.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The passes from graph to graph: the one list of their names. */
public final class PassCatalog {
  /** Computes what depends on constants alone. */
  public static final Pass CONSTANTS =
      cheaper(
          "fold_constants",
          "Computes what depends on constants alone, such as batch norm's scale and shift.",
          ConstantFolding::new);

  /** Moves reshapes down until they cancel. */
  public static final Pass VIEWS =
      cheaper(
          "move_reshapes",
          "Moves reshapes down past elementwise operations until they meet and cancel.",
          Views::new);

  /** Moves the end of a dilated convolution down. */
  public static final Pass BATCHES =
      cheaper(
          "move_batches",
          "Moves the BatchToSpaceND of a dilated convolution behind bias and activation.",
          Batches::new);

  /** Folds scales and shifts into weights and biases. */
  public static final Pass SCALES =
      cheaper(
          "fold_scales",
          "Folds scales and shifts of channels, above all batch norms, into the weights and the"
              + " bias before them.",
          Scales::new);

  /** Recognizes activations that are written out. */
  public static final Pass ACTIVATIONS =
      cheaper(
          "recover_activations",
          "Recognizes Relu6, leaky rectifiers and softmax that are written out.",
          Clips::new);

  /** Runs the first convolution over the samples themselves. */
  public static final Pass SAMPLES =
      cheaper(
          "convolve_samples",
          "Turns a convolution over overlapping frames, or over one channel, into one over rows of"
              + " samples.",
          SampleRows::new);

  /** Computes the same thing once. */
  public static final Pass SHARING =
      cheaper("share_equal", "Merges equal operations with equal inputs.", Sharing::new);

  /** The passes that make a graph cheaper, in the order of a round. */
  public static final List<Pass> CHEAPER =
      List.of(CONSTANTS, VIEWS, BATCHES, SCALES, ACTIVATIONS, SAMPLES, SHARING);

  private PassCatalog() {}

  /** Writes recurrent layers as TensorFlow operations; must be the last pass. */
  public static Pass recurrences(RecurrentForm form) {
    return new Pass(
        "write_recurrences",
        true,
        "Writes recurrent layers as their steps or as a loop.",
        () -> new RecurrenceWriting(form));
  }

  private static Pass cheaper(String name, String purpose, Supplier<Rewrite> rewriting) {
    return new Pass(name, false, purpose, rewriting);
  }

  /** All passes, in the order in which {@code freeze} runs them. */
  public static List<Pass> all() {
    List<Pass> all = new ArrayList<>(CHEAPER);
    all.add(recurrences(RecurrentForm.AUTO));
    return List.copyOf(all);
  }
}
