package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.keras.features.FeatureMode;
import io.kwsbench.keras.freeze.FreezeOptions;
import java.util.Optional;

/** Flags for the model's input; all names but the first are those of the 2017 entry. */
@FlagGroup("features")
final class FeatureFlags {
  @Parameter(
      names = "--features",
      order = 25,
      description = "features in the model's input: raw, spec, mfcc or mfcc_and_raw; default: raw")
  @Choices({"raw", "spec", "mfcc", "mfcc_and_raw"})
  private String features = "";

  @Parameter(
      names = "--window_size_ms",
      order = 26,
      description = "length of a frame in milliseconds (spec, mfcc, mfcc_and_raw)")
  private double window = ClipFeatures.Frames.original().windowMillis();

  @Parameter(
      names = "--window_stride_ms",
      order = 27,
      description = "distance between frames in milliseconds (spec, mfcc, mfcc_and_raw)")
  private double stride = ClipFeatures.Frames.original().strideMillis();

  @Parameter(
      names = "--dct_coefficient_count",
      order = 28,
      description = "number of mel bands, which is the length of the DCT (mfcc, mfcc_and_raw)")
  private int bands = ClipFeatures.Frames.original().bands();

  @Parameter(
      names = "--num_log_mel_features",
      order = 29,
      description = "number of DCT coefficients in the model's input (mfcc, mfcc_and_raw)")
  private int coefficients = ClipFeatures.Frames.original().coefficients();

  /**
   * Refuses what would change nothing.
   *
   * @throws com.beust.jcommander.ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    String[] frames = {"--window_size_ms", "--window_stride_ms"};
    String[] cepstra = {"--dct_coefficient_count", "--num_log_mel_features"};
    String mode = features.isEmpty() ? FeatureMode.RAW.label() : features;
    typed.refuse(mode.equals("raw"), "needs --features spec, mfcc or mfcc_and_raw", frames);
    typed.refuse(
        mode.equals("raw") || mode.equals("spec"),
        "needs --features mfcc or mfcc_and_raw",
        cepstra);
  }

  /**
   * The options for freezing a checkpoint before it runs.
   *
   * @param checkpoint whether the model is one
   * @throws ParameterException when features are requested for another model
   */
  FreezeOptions freezing(boolean checkpoint) {
    if (!checkpoint && features().isPresent()) {
      throw new ParameterException(
          "--features applies to --checkpoint only: a graph contains its front end");
    }
    return features().map(FreezeOptions.DEFAULT::withFeatures).orElse(FreezeOptions.DEFAULT);
  }

  /** The requested features; empty without {@code --features}. */
  Optional<ClipFeatures> features() {
    return features.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ClipFeatures(
                FeatureMode.ofLabel(features),
                new ClipFeatures.Frames(window, stride, bands, coefficients)));
  }
}
