package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.graph.Padding;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.LabelingScorer;
import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A model's scores for long audio, window by window.
 *
 * @param audio what it heard
 * @param hop samples from window to window
 * @param window samples of a window
 * @param probabilities {@code [window][class]}
 */
public record PosteriorTrack(LongAudio audio, int hop, int window, float[][] probabilities) {
  /**
   * Slides a model over the audio.
   *
   * @param hop samples from window to window, at least 1
   * @param progress told how many windows are done
   * @throws KwsException when the audio is shorter than a window, or an answer is NaN
   */
  public static PosteriorTrack of(ClipModel model, LongAudio audio, int hop, IntConsumer progress) {
    int window = model.samples();
    int windows = windows(audio, window, hop);
    float[][] probabilities = new float[windows][];
    try (LabelingScorer scorer = model.windowScorer(hop)) {
      for (int i = 0; i < windows; i++) {
        int from = i * hop;
        probabilities[i] = scorer.score(audio.samples(), from);
        if (Likeliest.of(probabilities[i]).isEmpty()) {
          throw new KwsException(
              model.source() + ": " + nameless(audio, from + window) + ": that is no class");
        }
        progress.accept(i + 1);
      }
    }
    return new PosteriorTrack(audio, hop, window, probabilities);
  }

  private static String nameless(LongAudio audio, int end) {
    return "the model gives NaN for the window of " + audio.name() + " that ends at sample " + end;
  }

  /** The number of windows in the audio. */
  public static int windows(LongAudio audio, int window, int hop) {
    if (audio.samples().length < window) {
      throw new KwsException(
          audio.name() + ": " + audio.samples().length + " samples, less than a window");
    }
    return (int) Padding.VALID.windows(audio.samples().length, window, hop);
  }

  /** The end of a window in samples, which is the time of its scores. */
  public int end(int index) {
    return index * hop + window;
  }

  /**
   * The detections of a detector. Times are ends of windows.
   *
   * @param detector one that has heard nothing
   * @throws KwsException when an answer is NaN
   */
  public List<Detection> detections(Detector detector) {
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < probabilities.length; i++) {
      if (Likeliest.of(probabilities[i]).isEmpty()) {
        throw new KwsException(nameless(audio, end(i)) + ": that is no class");
      }
      detector.accept(end(i), probabilities[i]).ifPresent(found::add);
    }
    return found;
  }
}
