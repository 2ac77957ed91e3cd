package io.kwsbench.suite.internal.metrics;

import io.kwsbench.audio.ClipFiles;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.gate.Metric;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.longaudio.AudioLength;
import io.kwsbench.longaudio.DetectorTrial;
import io.kwsbench.longaudio.WordCount;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricSources;
import io.kwsbench.suite.metric.MetricValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * False alarms per hour, or the share of words that are missed, of a model's own detector: its
 * rule, thresholds and hop, as {@code listen} uses them.
 */
final class DetectionMeter implements MetricSources.Meter {
  /** Both figures of some recordings come from hearing them once. */
  private final Map<Heard, Optional<DetectorTrial>> trials = new HashMap<>();

  private record Heard(String caseName, Path recordings) {}

  @Override
  public MetricValue measure(SuiteCase one, MetricKey key) {
    if (one.library().isPresent()) {
      return MetricValue.absent(one.name(), key, "not measured with the library of another build");
    }
    Path recordings = key.clips().orElseThrow();
    return trials
        .computeIfAbsent(new Heard(one.name(), recordings), none -> hear(one, recordings))
        .map(trial -> figure(one, key, trial))
        .orElseGet(
            () -> MetricValue.absent(one.name(), key, "measured with the engines for graphs only"));
  }

  private static MetricValue figure(SuiteCase one, MetricKey key, DetectorTrial trial) {
    return key.metric() == Metric.MISS_RATE
        ? missRate(one, key, trial.words())
        : falseAlarms(one, key, new AlarmRate(trial.words().falseAlarms(), trial.hours()));
  }

  /** Empty where the engine runs models of another format. */
  private static Optional<DetectorTrial> hear(SuiteCase one, Path recordings) {
    ModelSource source = one.source();
    Optional<ClipModel> opened =
        Engines.installed().choose(source, one.engine()).open(engine -> open(engine, source, one));
    if (opened.isEmpty()) {
      return Optional.empty();
    }
    try (ClipModel model = opened.get()) {
      return Optional.of(DetectorTrial.of(model, ClipFiles.under(recordings)));
    }
  }

  private static Optional<ClipModel> open(Engine engine, ModelSource source, SuiteCase one) {
    if (source.format() == ModelFormat.COMPILED) {
      return Optional.of(ClipModel.open(engine, one.graph()));
    }
    boolean graph =
        source.format().isGraph() && engine.formats().contains(ModelFormat.FROZEN_GRAPH);
    return graph ? Optional.of(new ClipModel(engine, source.graph())) : Optional.empty();
  }

  private static MetricValue missRate(SuiteCase one, MetricKey key, WordCount words) {
    return words.missRate().isEmpty()
        ? MetricValue.absent(one.name(), key, "the recordings have none of the words")
        : MetricValue.of(
            one.name(),
            key,
            words.missRate().getAsDouble(),
            words.missed() + " of " + words.said() + " words");
  }

  private static MetricValue falseAlarms(SuiteCase one, MetricKey key, AlarmRate rate) {
    String note =
        String.format(
            Locale.ROOT,
            "%d in %s, 95 %% interval %.2f to %.2f",
            rate.alarms(),
            AudioLength.of(rate.hours()),
            rate.low(),
            rate.high());
    return MetricValue.of(one.name(), key, rate.perHour(), note);
  }
}
