package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.micro.MicroSettings;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.MicroRule;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.metadata.SpeechCommands;
import io.kwsbench.spotter.MicroInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer for a whole clip of a model that takes the clip in steps, each after the one before.
 *
 * <p>Such a model keeps state from run to run, or takes the features of the micro front end. The
 * answer for a clip is, for each class, the largest mean of as many successive scores as its rule
 * averages. A model of one word has no other class: its answer is extended by silence, which it
 * never gives, and by unknown, whose score is the word's threshold.
 *
 * @param window samples of the first step
 * @param stride samples of each further step
 * @param micro what makes a step's input of samples; empty where they are the input
 * @param frames of a step
 * @param results how many scores are averaged
 * @param threshold of the only word; empty for a model of several classes
 */
record ClipSteps(
    int window,
    int stride,
    Optional<MicroSettings> micro,
    int frames,
    int results,
    Optional<Float> threshold) {
  /**
   * Finds out.
   *
   * @param values of a run's input
   * @param source what messages call the model
   * @return empty where a run hears a whole clip, and each run is the first
   * @throws KwsException when the metadata is none
   */
  static Optional<ClipSteps> of(int values, ModelMetadata metadata, String source) {
    Optional<MicroSettings> micro = MicroInput.settings(metadata, source);
    if (micro.isEmpty() && !metadata.entries().containsKey(ModelMetadata.STATE)) {
      return Optional.empty();
    }
    DetectorRule rule = rule(metadata, source);
    int results =
        rule instanceof MicroRule one
            ? one.results()
            : rule instanceof AverageRule average ? average.results() : 1;
    Optional<Float> threshold = threshold(rule, metadata.labels());
    if (micro.isEmpty()) {
      return Optional.of(new ClipSteps(values, values, micro, 1, results, threshold));
    }
    MicroSettings settings = micro.get();
    int frames = MicroInput.frames(settings, values, source);
    return Optional.of(
        new ClipSteps(
            MicroInput.window(settings, frames),
            frames * settings.step(),
            micro,
            frames,
            results,
            threshold));
  }

  private static DetectorRule rule(ModelMetadata metadata, String source) {
    try {
      return DetectorMetadata.read(metadata).orElse(null);
    } catch (KwsException e) {
      throw new KwsException(source + ": " + e.getMessage(), e);
    }
  }

  private static Optional<Float> threshold(DetectorRule rule, List<String> labels) {
    boolean oneWord = labels.size() == 1 && new KeywordLabels(labels).isKeyword(0);
    return oneWord && rule instanceof MicroRule
        ? Optional.of((float) rule.thresholds().of(labels.get(0)))
        : Optional.empty();
  }

  /** The names of the answer's classes. */
  List<String> labels(List<String> own) {
    if (threshold.isEmpty()) {
      return own;
    }
    List<String> labels = new ArrayList<>(SpeechCommands.MARKED_NO_WORDS);
    labels.addAll(own);
    return labels;
  }

  /** The answer's classes of so many scores. */
  int classes(int scores) {
    return threshold.isPresent() ? SpeechCommands.MARKED_NO_WORDS.size() + scores : scores;
  }

  /** A step's scores as an answer's. */
  float[] answer(float[] scores) {
    return threshold.map(score -> new float[] {0, score, scores[0]}).orElse(scores);
  }
}
