package io.kwsbench.cli.make;

import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.compile.emit.WeightNoise;
import io.kwsbench.engine.Engine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.ClipModel;
import io.kwsbench.label.ClipTensors;
import io.kwsbench.measure.precision.CompiledForm;
import io.kwsbench.rewrite.quantize.IntegerModel;
import io.kwsbench.rewrite.quantize.ValueHistogram;
import io.kwsbench.rewrite.quantize.ValueRange;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the form of a model that computes with 8-bit integers.
 *
 * @param model the model in floats, open
 * @param integers what of its graph suits
 */
record Int8Form(Engine engine, ClipModel model, IntegerModel integers, CliContext context) {
  static final String NAME = "int8";

  /** The share of a tensor's numbers that may lie beyond each bound of its range. */
  private static final double OUTSIDE = 0.00005;

  /** Clips on which each step is compared with floats: it adds up many numbers of each. */
  private static final int COMPARED = 40;

  static Int8Form of(Engine engine, ClipModel model, FrozenGraph graph, CliContext context) {
    return new Int8Form(engine, model, IntegerModel.of(graph, model.feeds()), context);
  }

  /**
   * The compiled model, with ranges from clips.
   *
   * @param kept names of nodes that keep floats
   * @param labels of its classes
   */
  CompiledForm compiled(List<float[]> clips, Set<String> kept, List<String> labels) {
    Map<TensorName, ValueRange> ranges = ranges(clips);
    IntegerModel left = integers.keeping(kept);
    List<WeightNoise> noise =
        noise(left.apart(ranges), clips.subList(0, Math.min(COMPARED, clips.size())));
    return CompiledForm.ofIntegers(NAME, left.integers(ranges), left.namesOf(kept), labels, noise);
  }

  private Map<TensorName, ValueRange> ranges(List<float[]> clips) {
    List<TensorName> tensors = integers.measured();
    List<ValueHistogram> histograms =
        tensors.stream().map(name -> new ValueHistogram(name.toString())).toList();
    try (ClipTensors inside = model.tensors(engine, integers.folded(), tensors);
        BulkProgress progress = new BulkProgress(context, "calibrating", clips.size())) {
      for (int clip = 0; clip < clips.size(); clip++) {
        List<float[]> values = inside.of(clips.get(clip));
        for (int i = 0; i < values.size(); i++) {
          histograms.get(i).add(values.get(i));
        }
        progress.done(clip + 1);
      }
    }
    Map<TensorName, ValueRange> ranges = new LinkedHashMap<>();
    for (int i = 0; i < tensors.size(); i++) {
      ranges.put(tensors.get(i), histograms.get(i).range(OUTSIDE));
    }
    return ranges;
  }

  /** What each step loses by itself. */
  private List<WeightNoise> noise(IntegerModel.Apart apart, List<float[]> clips) {
    List<TensorName> tensors = new ArrayList<>();
    apart.steps().forEach(step -> tensors.addAll(List.of(step.floats(), step.integers())));
    double[] signal = new double[apart.steps().size()];
    double[] noise = new double[signal.length];
    try (ClipTensors inside = model.tensors(engine, apart.graph(), tensors)) {
      for (float[] clip : clips) {
        List<float[]> values = inside.of(clip);
        for (int i = 0; i < signal.length; i++) {
          float[] floats = values.get(2 * i);
          float[] integers = values.get(2 * i + 1);
          for (int k = 0; k < floats.length; k++) {
            double error = (double) floats[k] - integers[k];
            signal[i] += (double) floats[k] * floats[k];
            noise[i] += error * error;
          }
        }
      }
    }
    List<WeightNoise> steps = new ArrayList<>();
    for (int i = 0; i < signal.length; i++) {
      IntegerModel.Step step = apart.steps().get(i);
      steps.add(new WeightNoise(step.nodes(), step.weights(), decibels(signal[i], noise[i])));
    }
    return steps;
  }

  private static Optional<Double> decibels(double signal, double noise) {
    return noise == 0 || signal == 0
        ? Optional.empty()
        : Optional.of(10 * Math.log10(signal / noise));
  }
}
