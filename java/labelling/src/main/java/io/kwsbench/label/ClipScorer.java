package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavData;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.metadata.Probability;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Probabilities of one clip after another: the average over the folds, added in their order and
 * divided in float32. For one thread.
 */
public final class ClipScorer implements AutoCloseable {
  private final String source;
  private final ClipInput input;
  private final int classes;
  private final List<TtaView> folds;
  private final SampleScale scale;
  private final Optional<StepScorer> steps;
  private final EngineSession session;
  private final boolean asItIs;
  private final short[] pcm;
  private final float[] clip;
  private final float[] slow;
  private final float[] view;

  /**
   * @param source what messages call the model
   * @param how it hears a clip in steps; empty where a run hears it whole
   */
  ClipScorer(
      EngineModel model,
      String source,
      ClipInput input,
      Optional<ClipSteps> how,
      int classes,
      List<TtaView> folds,
      SampleScale scale) {
    this.source = source;
    this.classes = classes;
    this.input = input;
    this.folds = List.copyOf(folds);
    this.scale = scale;
    this.asItIs = this.folds.equals(List.of(TtaView.AS_IS));
    this.pcm = new short[input.length()];
    this.clip = new float[input.length()];
    this.slow = new float[input.length()];
    this.view = new float[input.length()];
    this.steps = how.map(one -> new StepScorer(model, input, one));
    this.session = steps.map(StepScorer::session).orElseGet(() -> input.newSession(model));
  }

  /**
   * Scores a clip.
   *
   * @param slowed its slowed copy; null when no fold is slow
   * @param warn told in one line what had to be done to make the clip fit
   * @return one probability a class
   * @throws UnreadableClipException when it is no WAV file that can be read, or the model gives no
   *     numbers for it
   * @throws KwsException when the model fails, or its outputs are no probabilities
   */
  public float[] score(ClipBytes wav, ClipBytes slowed, Consumer<String> warn) {
    float[] probabilities = new float[classes];
    if (steps.isPresent()) {
      probabilities = steps.get().clip(whole(wav, warn));
    } else if (asItIs) {
      feed(wav, warn);
      session.reset();
      session.run();
      session.fetchFloats(0, probabilities);
    } else {
      decode(wav, clip, warn);
      if (slowed != null) {
        decode(slowed, slow, warn);
      }
      average(probabilities);
    }
    requireNumbers(probabilities, wav.source());
    requireProbabilities(probabilities);
    return probabilities;
  }

  private void average(float[] sum) {
    float[] more = new float[sum.length];
    for (int i = 0; i < folds.size(); i++) {
      run(folds.get(i), i == 0 ? sum : more);
      for (int k = 0; i > 0 && k < sum.length; k++) {
        sum[k] += more[k];
      }
    }
    for (int k = 0; k < sum.length; k++) {
      sum[k] /= folds.size();
    }
  }

  /** NaN is the largest of nothing: a label made of it would be an invention. */
  private static void requireNumbers(float[] probabilities, String source) {
    for (float probability : probabilities) {
      if (!Float.isFinite(probability)) {
        throw new UnreadableClipException(
            new KwsException(source + ": the model gives " + probability + " for it"));
      }
    }
  }

  /** The fault is the model's, not the clip's: no further clip is better. */
  private void requireProbabilities(float[] probabilities) {
    for (float probability : probabilities) {
      if (!Probability.isOne(probability)) {
        throw new KwsException(source + ": gives " + Probability.refused(probability));
      }
    }
  }

  /** A clip that fits goes from its file's bytes into the session in one step. */
  private void feed(ClipBytes wav, Consumer<String> warn) {
    WavData data = locate(wav);
    if (fits(data)) {
      session.feedPcm16(input.samples(), data.pcm16(), scale.fullScale());
    } else {
      decode(data, wav.source(), clip, warn);
      session.feedFloats(input.samples(), clip);
    }
  }

  /** All samples of a clip, however many they are. */
  private float[] whole(ClipBytes wav, Consumer<String> warn) {
    WavData data = locate(wav);
    FittedClip fitted = fit(data, -1);
    warn(data.source(), fitted, warn);
    float[] samples = new float[fitted.clip().frames()];
    fitted.clip().copyTo(samples, 0);
    scale.rescale(samples);
    return samples;
  }

  private static void warn(String source, FittedClip fitted, Consumer<String> warn) {
    if (!fitted.warnings().isEmpty()) {
      warn.accept(source + ": " + String.join(", ", fitted.warnings()));
    }
  }

  private boolean fits(WavData data) {
    return data.isPcm16() && FittedClip.isFit(data, KeywordClip.SAMPLE_RATE, clip.length, 1);
  }

  private void decode(ClipBytes wav, float[] samples, Consumer<String> warn) {
    decode(locate(wav), wav.source(), samples, warn);
  }

  private static WavData locate(ClipBytes wav) {
    try {
      return WavReader.locate(wav.wav(), wav.source());
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }

  private void decode(WavData data, String source, float[] samples, Consumer<String> warn) {
    if (fits(data)) {
      data.pcm16().get(pcm);
      scale.decode(pcm, samples);
      return;
    }
    FittedClip fitted = fit(data, samples.length);
    warn(source, fitted, warn);
    fitted.clip().copyTo(samples, 0);
    scale.rescale(samples);
  }

  private static FittedClip fit(WavData data, int samples) {
    try {
      return FittedClip.of(data, KeywordClip.SAMPLE_RATE, samples, 1);
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }

  private void run(TtaView fold, float[] probabilities) {
    fold.apply(fold.slow() ? slow : clip, view);
    session.feedFloats(input.samples(), view);
    session.reset();
    session.run();
    session.fetchFloats(0, probabilities);
  }

  @Override
  public void close() {
    session.close();
  }
}
