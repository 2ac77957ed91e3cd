package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.TensorValue;
import java.util.List;
import java.util.function.Consumer;

/**
 * Probabilities of one clip after another: the average over the folds, added in their order and
 * divided in float32. For one thread.
 */
public final class ClipScorer implements AutoCloseable {
  private final ClipInput input;
  private final List<Fold> folds;
  private final SampleScale scale;
  private final EngineSession session;
  private final float[] clip;
  private final float[] slow;
  private final float[] view;

  ClipScorer(EngineModel model, ClipInput input, List<Fold> folds, SampleScale scale) {
    this.input = input;
    this.folds = List.copyOf(folds);
    this.scale = scale;
    this.clip = new float[input.length()];
    this.slow = new float[input.length()];
    this.view = new float[input.length()];
    this.session = model.newSession(input.options());
    input.feedRate(session);
  }

  /**
   * Scores a clip.
   *
   * @param slowed its slowed copy; null when no fold is slow
   * @param warn told in one line what had to be done to make the clip fit
   * @return one probability a class
   * @throws UnreadableClipException when it is no WAV file that can be read, or the model gives no
   *     numbers for it
   * @throws KwsException when the model fails
   */
  public float[] score(ClipBytes wav, ClipBytes slowed, Consumer<String> warn) {
    decode(wav, clip, warn);
    if (slowed != null) {
      decode(slowed, slow, warn);
    }
    float[] sum = null;
    for (Fold fold : folds) {
      float[] probabilities = run(fold);
      sum = sum == null ? probabilities : add(sum, probabilities);
    }
    if (folds.size() > 1) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] /= folds.size();
      }
    }
    requireNumbers(sum, wav.source());
    return sum;
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

  private void decode(ClipBytes wav, float[] samples, Consumer<String> warn) {
    FittedClip fitted = fit(wav, samples.length);
    fitted.warnings().forEach(warning -> warn.accept(wav.source() + ": " + warning));
    fitted.clip().copyTo(samples, 0);
    scale.apply(samples);
  }

  private static FittedClip fit(ClipBytes wav, int samples) {
    try {
      Clip clip = WavReader.parse(wav.wav(), wav.source());
      return FittedClip.of(clip, ClipInput.SAMPLE_RATE, samples, 1);
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
  }

  private float[] run(Fold fold) {
    fold.apply(fold.slow() ? slow : clip, view);
    session.feed(input.samples(), TensorValue.ofFloats(input.shape(), view));
    session.run();
    return session.fetch(0).floats();
  }

  private static float[] add(float[] sum, float[] more) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += more[i];
    }
    return sum;
  }

  @Override
  public void close() {
    session.close();
  }
}
