package io.kwsbench.metadata;

import io.kwsbench.KwsException;
import io.kwsbench.Reason;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The reason why a model cannot hear a clip: its input takes features, not samples. Its front end
 * is outside the model.
 *
 * @param model what messages call it
 * @param input the input with its type and shape
 */
public record FeatureInput(String model, String input) implements Reason {
  /** Values of the shortest input that is taken for sound: an eighth of a second at 16 kHz. */
  private static final long SHORTEST_WAVEFORM = 2000;

  /**
   * Returns whether an input's shape is that of a clip's samples: one long dimension, all others 1.
   */
  public static boolean isWaveform(TensorSpec input) {
    return isFlat(input) && input.shape().elements().orElse(0) >= SHORTEST_WAVEFORM;
  }

  private static boolean isFlat(TensorSpec input) {
    return input.shape().isStatic()
        && Arrays.stream(input.shape().dims()).filter(size -> size > 1).count() <= 1;
  }

  /**
   * Requires an input that takes samples, or what a front end that the metadata describes makes of
   * them. Metadata with a sample rate or a window vouches for a short clip.
   *
   * @param model what messages call it
   * @throws KwsException with this reason when the input takes features
   */
  public static void refuse(TensorSpec input, ModelMetadata metadata, String model) {
    var said = metadata.entries().keySet();
    boolean vouched =
        said.contains(ModelMetadata.SAMPLE_RATE) || said.contains(ModelMetadata.WINDOW);
    if (said.contains(ModelMetadata.FRONT_END) || vouched && isFlat(input) || isWaveform(input)) {
      return;
    }
    throw new KwsException(new FeatureInput(model, input.toString()));
  }

  /**
   * Returns the error for a model none of whose inputs takes sound.
   *
   * @param model what messages call it
   */
  public static KwsException deaf(String model, List<TensorSpec> inputs) {
    return inputs.size() == 1 && inputs.get(0).dtype() == DType.FLOAT
        ? new KwsException(new FeatureInput(model, inputs.get(0).toString()))
        : new KwsException(
            model + ": no input takes sound, neither samples nor a WAV file: " + inputs);
  }

  @Override
  public String message() {
    return model
        + ": input "
        + input
        + " takes features, not a clip's samples: the model does not contain its front end";
  }
}
