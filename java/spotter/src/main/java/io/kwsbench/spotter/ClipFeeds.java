package io.kwsbench.spotter;

import io.kwsbench.KwsException;
import io.kwsbench.audio.micro.MicroSettings;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import java.util.Optional;

/**
 * The roles of a model's inputs and outputs.
 *
 * @param samples that a run hears
 * @param micro what turns them into the input; empty where they are the input
 * @param frames that a run takes of it
 */
record ClipFeeds(
    int samplesFeed,
    int rateFeed,
    int samples,
    int classes,
    Optional<MicroSettings> micro,
    int frames) {
  /**
   * Finds the roles by types and sizes.
   *
   * @throws KwsException when the model does not map one clip's samples to probabilities; the
   *     message names it
   */
  static ClipFeeds of(PlanModel model) {
    int samples = -1;
    int rate = -1;
    for (int i = 0; i < model.feeds().size(); i++) {
      TensorSpec feed = model.feeds().get(i);
      if (feed.dtype() == DType.FLOAT && samples < 0) {
        samples = i;
      } else if (feed.dtype() == DType.INT32 && elements(feed) == 1 && rate < 0) {
        rate = i;
      } else {
        throw new KwsException(model.source() + ": a spotter cannot feed " + feed);
      }
    }
    if (samples < 0 || model.fetches().isEmpty()) {
      throw new KwsException(model.source() + ": it does not map samples to probabilities");
    }
    TensorSpec output = model.fetches().get(0);
    if (output.dtype() != DType.FLOAT) {
      throw new KwsException(model.source() + ": its output " + output + " is no float");
    }
    FeatureInput.refuse(model.feeds().get(samples), model.metadata(), model.source());
    int values = elements(model.feeds().get(samples));
    Optional<MicroSettings> micro = MicroInput.settings(model.metadata(), model.source());
    if (micro.isEmpty()) {
      return new ClipFeeds(samples, rate, values, elements(output), micro, 0);
    }
    MicroSettings settings = micro.get();
    int frames = MicroInput.frames(settings, values, model.source());
    int window = MicroInput.window(settings, frames);
    return new ClipFeeds(samples, rate, window, elements(output), micro, frames);
  }

  private static int elements(TensorSpec spec) {
    return Math.toIntExact(spec.shape().elements().orElseThrow());
  }

  /** Samples that the frames of a run step over. */
  int stride() {
    return micro.map(settings -> frames * settings.step()).orElse(samples);
  }
}
