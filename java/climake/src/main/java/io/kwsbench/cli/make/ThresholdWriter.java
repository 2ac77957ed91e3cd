package io.kwsbench.cli.make;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.model.CheckpointLabels;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.files.OutputFile;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.longaudio.BudgetedThresholds;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanReader;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Writes a model with its measured thresholds.
 *
 * @param model the file that was evaluated
 * @param target the file to write, of the same kind; may be the same
 */
record ThresholdWriter(Path model, Path target) {
  private static final Set<String> CHECKPOINTS = Set.of("h5", "hdf5");

  /**
   * Requires that the target is a file of the model's kind.
   *
   * @throws ParameterException when it is another
   */
  void check() {
    String from = extension(model);
    boolean same =
        from.equals(extension(target)) && (from.equals("kws") || from.equals("pb"))
            || CHECKPOINTS.contains(from) && CHECKPOINTS.contains(extension(target));
    if (!same) {
      throw new ParameterException(
          "--write: cannot write "
              + model
              + " as "
              + target
              + ": both must be .kws files, .pb files or HDF5 checkpoints");
    }
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * Writes the model; nothing else in it changes.
   *
   * @param measured with thresholds
   * @throws KwsException when a file cannot be read or written
   */
  void write(LongAudioStudy.Results measured) {
    BudgetedThresholds chosen = measured.thresholds().orElseThrow();
    int hop = measured.hop();
    switch (extension(model)) {
      case "kws" -> {
        Plan plan = PlanReader.read(model);
        PlanWriter.write(plan.withMetadata(said(plan.metadata(), chosen, hop)), target);
      }
      case "pb" -> {
        FrozenGraph graph = FrozenGraph.load(model);
        TensorName output = graph.outputs().get(0);
        ModelMetadata metadata = said(graph.metadata(output), chosen, hop);
        OutputFile.write(target, graph.withMetadata(output, metadata).toByteArray());
      }
      default -> {
        KerasCheckpoint checkpoint = CheckpointLabels.read(model);
        CheckpointWriter.write(
            checkpoint.withMetadata(said(checkpoint.metadata(), chosen, hop)), target);
      }
    }
  }

  private static ModelMetadata said(ModelMetadata own, BudgetedThresholds chosen, int hop) {
    ModelMetadata ruled = DetectorMetadata.write(own, chosen.rule());
    return DetectorMetadata.write(ruled.withNumber(ModelMetadata.HOP, hop), chosen.table());
  }
}
