package io.kwsbench.service;

import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.StreamOptions;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The model of all clients, and the options of their streams.
 *
 * @param labels of the model
 * @param options with the rule and the labels
 */
public record SharedModel(Spotter spotter, KeywordLabels labels, StreamOptions options) {
  /**
   * A client's stream.
   *
   * @param sampleRate of the client's sound, in hertz
   * @param channels of it; the model gets the first one
   * @throws io.kwsbench.KwsException when such sound cannot be resampled
   */
  public SpotterStream newStream(int sampleRate, int channels) {
    return spotter.newStream(options.withInput(sampleRate, channels));
  }

  /** The rule that turns scores into detections. */
  public DetectorRule rule() {
    return options.rule().orElse(spotter.rule());
  }

  /** The words that can be detected. */
  public List<String> keywords() {
    return IntStream.range(0, labels.count())
        .filter(labels::isKeyword)
        .mapToObj(labels.names()::get)
        .toList();
  }
}
