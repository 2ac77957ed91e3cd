package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.label.ClipModel;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.spotter.Spotter;
import java.nio.file.Path;
import java.util.List;

/**
 * A model's own detector on recordings: with its rule, thresholds and hop, as {@code listen} uses
 * them.
 *
 * @param words the counts of all words
 * @param hours of audio
 */
public record DetectorTrial(WordCount words, double hours) {
  /**
   * Hears recordings.
   *
   * @param recordings WAV files with their words beside them
   * @throws KwsException when one cannot be used, or the model does not name its classes
   */
  public static DetectorTrial of(ClipModel model, List<Path> recordings) {
    if (!model.labels().known()) {
      throw new KwsException(model.source() + ": does not name its classes, so it has no words");
    }
    KeywordLabels labels = new KeywordLabels(model.labels().names());
    DetectorRule rule = DetectorMetadata.read(model.metadata()).orElse(AverageRule.DEFAULT);
    int usual = model.stride().orElse(samples(Spotter.USUAL_HOP_MILLIS));
    int hop = model.metadata().number(ModelMetadata.HOP).orElse(usual);
    MatchRule inTime = MatchRule.afterSecond(samples(Matches.TOLERANCE_MILLIS));
    ThresholdSweep counting = new ThresholdSweep(rule, labels, inTime);
    WordCount words = WordCount.NONE;
    double hours = 0;
    for (Path file : recordings) {
      LongAudio audio = LabeledRecording.read(file, KeywordClip.SAMPLE_RATE, labels.words());
      PosteriorTrack track = PosteriorTrack.of(model, audio, hop, done -> {});
      for (WordCount count : counting.counts(List.of(track), rule).values()) {
        words = words.plus(count);
      }
      hours += audio.truth().hours();
    }
    return new DetectorTrial(words, hours);
  }

  private static int samples(int millis) {
    return SampleCount.of(millis, KeywordClip.SAMPLE_RATE);
  }
}
