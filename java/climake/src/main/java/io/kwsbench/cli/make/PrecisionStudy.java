package io.kwsbench.cli.make;

import io.kwsbench.cli.advice.Cures;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Version;
import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.engine.Engine;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.evaluate.SetScores;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.EnvironmentProbe;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.precision.CompiledForm;
import io.kwsbench.measure.precision.FormRace;
import io.kwsbench.report.precision.PrecisionResult;
import io.kwsbench.report.precision.PrecisionResult.Change;
import io.kwsbench.report.precision.PrecisionResult.Form;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.PairedRatio;
import io.kwsbench.stats.ShareInterval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The cost and the savings of several precisions of a model.
 *
 * @param forms floats first
 * @param sizes bytes of their files, in that order
 * @param scores theirs, in that order
 * @param times theirs, in that order
 * @param longAudio false alarms; empty where they were not measured
 * @param maxDrop points of accuracy that one may lose
 */
record PrecisionStudy(
    List<CompiledForm> forms,
    List<Integer> sizes,
    SetScores scores,
    List<RunTimes> times,
    Optional<PrecisionResult.LongAudio> longAudio,
    double maxDrop) {
  private static final RunLimit TIMED = new RunLimit(400, 20, -1);
  private static final long SEED = 1;

  /** The rounding error of a loss that equals the limit. */
  private static final double ROUNDING = 1e-9;

  /** The times of the models' files. */
  static List<RunTimes> race(Engine engine, List<Path> files, CliContext context) {
    return FormRace.run(engine, files, TIMED, context.interrupted());
  }

  /** The whole result. */
  PrecisionResult result(
      PrecisionResult.Subject subject, EnvironmentProbe probe, CliContext context) {
    List<Form> made = IntStream.range(0, forms.size()).mapToObj(this::form).toList();
    Environment environment =
        probe.finish(
            context.commandLine(),
            new EnvironmentProbe.Ran(
                subject.engine(), subject.engineVersion(), subject.threads(), Version.current()));
    return new PrecisionResult(
        subject,
        PrecisionResult.Limit.of(maxDrop, made),
        made,
        classes(),
        longAudio,
        environment,
        MeasurementWarning.about(environment, Cures.COMPARE));
  }

  private Form form(int i) {
    CompiledForm form = forms.get(i);
    ConfusionMatrix confusion = scores.confusion(i);
    int right =
        IntStream.range(0, confusion.counts().length).map(k -> confusion.counts()[k][k]).sum();
    return new Form(
        form.name(),
        sizes.get(i),
        new PrecisionResult.Accuracy(confusion.accuracy(), ShareInterval.of(right, scores.clips())),
        latency(i),
        i == 0 ? Optional.empty() : Optional.of(change(scores.difference(i, 0))),
        i == 0 ? List.of() : form.steps().stream().map(PrecisionStudy::weights).toList());
  }

  private static PrecisionResult.Weights weights(WeightNoise noise) {
    return new PrecisionResult.Weights(noise.nodes(), noise.values(), noise.signalToNoiseDb());
  }

  private PrecisionResult.Latency latency(int i) {
    double[] micros = times.get(i).micros();
    return new PrecisionResult.Latency(
        Distribution.of(micros).median(),
        micros.length,
        i == 0 ? Optional.empty() : PairedRatio.of(micros, times.get(0).micros(), SEED));
  }

  private Change change(SetScores.Difference difference) {
    int lost = difference.lost();
    int gained = difference.gained();
    double drop = 100.0 * (lost - gained) / scores.clips();
    return new Change(
        drop,
        ShareInterval.ofDifference(lost, gained, scores.clips()).points(),
        drop <= maxDrop + ROUNDING,
        difference.otherClass(),
        lost,
        gained,
        difference.largest());
  }

  private List<PrecisionResult.OfClass> classes() {
    List<ConfusionMatrix> all =
        IntStream.range(0, forms.size()).mapToObj(scores::confusion).toList();
    List<PrecisionResult.OfClass> classes = new ArrayList<>();
    for (int label = 0; label < all.get(0).labels().size(); label++) {
      int clips = all.get(0).clips(label);
      Map<String, Double> recall = new TreeMap<>();
      for (int i = 0; clips > 0 && i < all.size(); i++) {
        recall.put(forms.get(i).name(), all.get(i).recall(label));
      }
      classes.add(new PrecisionResult.OfClass(all.get(0).labels().get(label), clips, recall));
    }
    return classes;
  }
}
