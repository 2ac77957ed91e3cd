package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Probabilities of one clip after another: the average over the folds, added in their order and
 * divided in float32. For one thread.
 */
final class ClipScorer implements AutoCloseable {
  private final ClipInput input;
  private final PredictOptions options;
  private final EngineSession session;
  private final float[] clip;
  private final float[] slow;
  private final float[] view;

  ClipScorer(EngineModel model, ClipInput input, PredictOptions options) {
    this.input = input;
    this.options = options;
    this.clip = new float[input.length()];
    this.slow = new float[input.length()];
    this.view = new float[input.length()];
    this.session = model.newSession(input.options());
    input.feedRate(session);
  }

  /**
   * Scores a file.
   *
   * @param warn told in one line what had to be done to make the clip fit
   * @throws UnreadableClipException when the file cannot be read
   * @throws KwsException when the model fails
   */
  float[] score(Path file, Consumer<String> warn) {
    read(file, clip, warn);
    if (options.needsSlow()) {
      read(options.slowClips().resolve(file.getFileName()), slow, warn);
    }
    List<Fold> folds = options.folds();
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
    return sum;
  }

  private void read(Path file, float[] samples, Consumer<String> warn) {
    FittedClip fitted = fit(file, samples.length);
    fitted.warnings().forEach(warning -> warn.accept(file + ": " + warning));
    fitted.clip().copyTo(samples, 0);
    options.scale().apply(samples);
  }

  private static FittedClip fit(Path file, int samples) {
    try {
      return FittedClip.of(WavReader.read(file), ClipInput.SAMPLE_RATE, samples, 1);
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
