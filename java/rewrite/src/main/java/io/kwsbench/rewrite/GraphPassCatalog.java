package io.kwsbench.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The passes from graph to graph: the one list of their names. */
public final class GraphPassCatalog {
  /** Computes what depends on constants alone. */
  public static final GraphPass CONSTANTS =
      cheaper(
          "fold_constants",
          "Computes what depends on constants alone, such as batch norm's scale and shift.",
          ConstantFolding::new);

  /** Moves reshapes down until they cancel. */
  public static final GraphPass VIEWS =
      cheaper(
          "move_reshapes",
          "Moves reshapes down past elementwise operations until they meet and cancel.",
          Views::new);

  /** Moves the end of a dilated convolution down. */
  public static final GraphPass BATCHES =
      cheaper(
          "move_batches",
          "Moves the BatchToSpaceND of a dilated convolution behind bias and activation.",
          Batches::new);

  /** Folds scales and shifts into weights and biases. */
  public static final GraphPass SCALES =
      cheaper(
          "fold_scales",
          "Folds scales and shifts of channels, above all batch norms, into the weights and the"
              + " bias before them.",
          Scales::new);

  /** Recognizes activations that are written out. */
  public static final GraphPass ACTIVATIONS =
      cheaper(
          "recover_activations",
          "Recognizes Relu6, leaky rectifiers and softmax that are written out.",
          Clips::new);

  /** Runs the first convolution over the samples themselves. */
  public static final GraphPass SAMPLES =
      cheaper(
          "convolve_samples",
          "Turns a convolution over overlapping frames, or over one channel, into one over rows of"
              + " samples.",
          SampleRows::new);

  /** Computes the same thing once. */
  public static final GraphPass SHARING =
      cheaper("share_equal", "Merges equal operations with equal inputs.", Sharing::new);

  private static final GraphPass DILATIONS =
      cheaper(
          "recover_dilation",
          "Turns a convolution between space-to-batch and batch-to-space into a dilated one.",
          Dilations::new);

  private static final GraphPass FRAMES =
      cheaper(
          "fuse_patches",
          "Fuses overlapping frames and the convolution over them into one convolution.",
          Frames::new);

  private static final GraphPass MARGINS =
      cheaper(
          "fuse_padding",
          "Fuses zeros around an image into the padding of the convolution over it.",
          Margins::new);

  /** The passes that make a graph cheaper, in the order of a round. */
  public static final List<GraphPass> CHEAPER =
      List.of(CONSTANTS, VIEWS, BATCHES, SCALES, ACTIVATIONS, SAMPLES, SHARING);

  /**
   * The passes that make a graph cheaper for an engine with dilated convolutions and any padding,
   * which TensorFlow 1.4 lacks. The way back from small images may move down only after it was
   * looked for.
   */
  public static final List<GraphPass> ENGINE =
      List.of(CONSTANTS, VIEWS, DILATIONS, BATCHES, SCALES, ACTIVATIONS, FRAMES, MARGINS, SHARING);

  private GraphPassCatalog() {}

  /** Writes recurrent layers as TensorFlow operations; must be the last pass. */
  public static GraphPass recurrences(RecurrentForm form) {
    return new GraphPass(
        "write_recurrences",
        true,
        "Writes recurrent layers as their steps or as a loop.",
        () -> new RecurrenceWriting(form));
  }

  private static GraphPass cheaper(String name, String purpose, Supplier<Rewrite> rewriting) {
    return new GraphPass(name, false, purpose, rewriting);
  }

  /** All passes, in the order in which {@code freeze} runs them. */
  public static List<GraphPass> all() {
    List<GraphPass> all = new ArrayList<>(CHEAPER);
    all.add(recurrences(RecurrentForm.AUTO));
    return List.copyOf(all);
  }
}
