package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.longaudio.LabeledRecording;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.Matches;
import io.kwsbench.report.stream.WordDelay;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.StreamOptions;
import io.kwsbench.stats.Distribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The time from a word's end in a recording to its event, by a stream that hears it. */
final class WordDelays {
  private final Spotter spotter;
  private final KeywordLabels labels;
  private final List<Detection> found = new ArrayList<>();
  private final Map<Detection, Double> computing = new HashMap<>();

  private WordDelays(Spotter spotter) {
    this.spotter = spotter;
    this.labels = new KeywordLabels(spotter.labels());
  }

  /**
   * Hears a recording hop by hop.
   *
   * @param wav with the words and their times beside it
   * @throws KwsException when it cannot be used, or the model does not name its classes
   */
  static WordDelay of(Spotter spotter, StreamOptions options, Path wav) {
    if (spotter.labels().isEmpty()) {
      throw new KwsException(wav + ": the model does not name its classes, so it has no words");
    }
    return new WordDelays(spotter).of(options, wav);
  }

  private WordDelay of(StreamOptions options, Path wav) {
    int rate = spotter.sampleRate();
    LongAudio audio = LabeledRecording.read(wav, rate, labels.words());
    hear(options, audio.samples());
    int tolerance = SampleCount.of(Matches.TOLERANCE_MILLIS, rate);
    Matches matches = Matches.of(found, audio.truth(), spotter.samples(), tolerance);
    double[] millis =
        matches.hits().stream()
            .mapToDouble(hit -> hit.delayMillis(rate) + computing.get(hit.detection()))
            .toArray();
    return new WordDelay(wav.toString(), audio.truth().events().size(), Distribution.of(millis));
  }

  private void hear(StreamOptions options, float[] samples) {
    try (SpotterStream stream = spotter.newStream(options)) {
      stream.onDetection(
          heard -> {
            int index = labels.names().indexOf(heard.label());
            found.add(new Detection(index, heard.label(), heard.score(), heard.lastSample() + 1));
          });
      int hop = stream.hop();
      int known = 0;
      for (int at = 0; at < samples.length; at += hop) {
        long start = System.nanoTime();
        stream.accept(samples, at, Math.min(hop, samples.length - at));
        double millis = (System.nanoTime() - start) / 1e6;
        for (; known < found.size(); known++) {
          computing.put(found.get(known), millis);
        }
      }
    }
  }
}
