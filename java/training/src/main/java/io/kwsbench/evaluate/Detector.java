package io.kwsbench.evaluate;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.Labels;
import io.kwsbench.tensor.Likeliest;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a track of probabilities into detections: a wanted word is detected where it is the
 * likeliest class and reaches a threshold; then the detector is deaf for a while.
 *
 * <p>As TensorFlow's {@code RecognizeCommands}, but that a second word within the deaf time is
 * dropped whatever it is.
 *
 * @param threshold a probability
 * @param deafSamples from a detection on
 */
record Detector(double threshold, int deafSamples) {
  /**
   * @param label the class
   * @param end of the window that told, in samples
   */
  record Detection(int label, int end) {}

  List<Detection> detect(PosteriorTrack track) {
    List<Detection> found = new ArrayList<>();
    long deafUntil = Long.MIN_VALUE;
    for (int i = 0; i < track.probabilities().length; i++) {
      int end = track.end(i);
      if (end >= deafUntil) {
        float[] probabilities = track.probabilities()[i];
        int best = Likeliest.of(probabilities).orElseThrow(() -> nameless(track, end));
        if (best > Labels.UNKNOWN_INDEX && probabilities[best] >= threshold) {
          found.add(new Detection(best, end));
          deafUntil = (long) end + deafSamples;
        }
      }
    }
    return found;
  }

  private static KwsException nameless(PosteriorTrack track, int end) {
    return new KwsException(PosteriorTrack.nameless(track.audio(), end) + ": that is no class");
  }
}
