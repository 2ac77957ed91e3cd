package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.audio.SampleHistory;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
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
 * @param truth of the audio
 * @param hop samples from window to window
 * @param window samples of a window
 * @param probabilities {@code [window][class]}
 */
public record PosteriorTrack(LongAudio.Truth truth, int hop, int window, float[][] probabilities) {
  /**
   * Slides a model over the audio.
   *
   * @param hop samples from window to window, at least 1
   * @param progress told how many windows are done
   * @throws KwsException when the audio is shorter than a window, or an answer is NaN
   */
  public static PosteriorTrack of(ClipModel model, LongAudio audio, int hop, IntConsumer progress) {
    int window = model.samples();
    float[][] probabilities = new float[windows(audio.truth(), window, hop)][];
    try (LabelingScorer scorer = model.windowScorer(hop)) {
      SampleHistory history = new SampleHistory(window, hop);
      int[] scored = new int[1];
      audio
          .sound()
          .feed(
              (samples, offset, count) -> {
                for (int taken = 0; taken < count; ) {
                  taken += history.put(samples, offset + taken, count - taken);
                  if (history.isComplete()) {
                    float[] scores = scorer.score(history.samples(), history.offset());
                    requireClass(scores, model, audio.truth(), history.first() + window);
                    probabilities[scored[0]++] = scores;
                    history.advance();
                    progress.accept(scored[0]);
                  }
                }
              });
    }
    return new PosteriorTrack(audio.truth(), hop, window, probabilities);
  }

  private static void requireClass(
      float[] scores, ClipModel model, LongAudio.Truth audio, long end) {
    if (Likeliest.of(scores).isEmpty()) {
      throw new KwsException(model.source() + ": " + nameless(audio, end) + ": that is no class");
    }
  }

  private static String nameless(LongAudio.Truth audio, long end) {
    return "the model gives NaN for the window of " + audio.name() + " that ends at sample " + end;
  }

  /** The number of windows in the audio. */
  public static int windows(LongAudio.Truth audio, int window, int hop) {
    if (audio.length() < window) {
      throw new KwsException(audio.name() + ": " + audio.length() + " samples, less than a window");
    }
    return (int) Padding.VALID.windows(audio.length(), window, hop);
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
        throw new KwsException(nameless(truth, end(i)) + ": that is no class");
      }
      detector.accept(end(i), probabilities[i]).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Counts a rule's detections as TensorFlow's {@code test_streaming_accuracy} does: those of
   * unknown words are words, too.
   *
   * @param tolerance in samples
   */
  public StreamingAccuracy accuracy(DetectorRule rule, KeywordLabels labels, int tolerance) {
    List<Detection> found = detections(new Detector(rule, labels, truth.sampleRate()));
    found.removeIf(one -> one.index() == labels.silence());
    return StreamingAccuracy.of(found, truth, window, tolerance);
  }

  /**
   * Compares a rule's detections with the words that were said.
   *
   * @param inTime which detections match a word
   */
  Matches matches(DetectorRule rule, KeywordLabels labels, MatchRule inTime) {
    Detector detector = new Detector(rule, labels, truth.sampleRate());
    List<Detection> found =
        detections(detector).stream().filter(one -> labels.isKeyword(one.index())).toList();
    return Matches.of(found, truth.only(labels.words()), window, inTime);
  }
}
