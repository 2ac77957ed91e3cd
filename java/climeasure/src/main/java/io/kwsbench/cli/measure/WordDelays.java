package io.kwsbench.cli.measure;

import io.kwsbench.KwsException;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.longaudio.LabeledRecording;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.MatchRule;
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
    hear(options, audio.sound());
    MatchRule inTime = MatchRule.afterSecond(SampleCount.of(Matches.TOLERANCE_MILLIS, rate));
    Matches matches = Matches.of(found, audio.truth(), spotter.samples(), inTime);
    double[] millis =
        matches.hits().stream()
            .mapToDouble(hit -> hit.delayMillis(rate) + computing.get(hit.detection()))
            .toArray();
    return new WordDelay(wav.toString(), audio.truth().events().size(), Distribution.of(millis));
  }

  private void hear(StreamOptions options, LongAudio.Sound sound) {
    try (SpotterStream stream = spotter.newStream(options)) {
      stream.onDetection(
          heard -> {
            int index = labels.names().indexOf(heard.label());
            found.add(new Detection(index, heard.label(), heard.score(), heard.lastSample() + 1));
          });
      int[] left = {stream.hop()};
      sound.feed(
          (samples, offset, count) -> {
            for (int at = 0; at < count; ) {
              int some = Math.min(left[0], count - at);
              hear(stream, samples, offset + at, some);
              at += some;
              left[0] = left[0] == some ? stream.hop() : left[0] - some;
            }
          });
    }
  }

  private void hear(SpotterStream stream, float[] samples, int offset, int count) {
    int known = found.size();
    long start = System.nanoTime();
    stream.accept(samples, offset, count);
    double millis = (System.nanoTime() - start) / 1e6;
    found.subList(known, found.size()).forEach(one -> computing.put(one, millis));
  }
}
