package io.kwsbench.cli.use;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.InputValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs of a model on numbers from files.
 *
 * @param flag a file for each input, comma-separated
 */
record ValueRuns(String flag) {
  /**
   * Runs the model as often as the files say.
   *
   * @throws ParameterException when there are more or fewer files than inputs
   * @throws KwsException when a file cannot be read, or does not fit its input
   */
  ValueTable run(EngineSession session, BooleanSupplier interrupted) {
    List<List<TensorValue>> feeds = feeds(session.options().feeds());
    List<TensorName> outputs = session.options().fetches();
    ValueTable table = new ValueTable();
    int runs = feeds.get(0).size();
    for (int run = 0; run < runs && !interrupted.getAsBoolean(); run++) {
      for (int input = 0; input < feeds.size(); input++) {
        session.feed(input, feeds.get(input).get(run));
      }
      session.run();
      for (int output = 0; output < outputs.size(); output++) {
        table.add(run + 1, outputs.get(output), session.fetch(output));
      }
    }
    return table;
  }

  private List<List<TensorValue>> feeds(List<TensorSpec> inputs) {
    String[] files = flag.split(",");
    if (files.length != inputs.size()) {
      throw new ParameterException(
          "--input_values names " + files.length + " files for the inputs " + inputs);
    }
    List<List<TensorValue>> feeds = new ArrayList<>();
    for (int i = 0; i < files.length; i++) {
      List<TensorValue> runs = InputValues.read(TypedPath.of(files[i])).runs(inputs.get(i));
      if (i > 0 && runs.size() != feeds.get(0).size()) {
        throw new KwsException(
            files[i]
                + ": has values for "
                + runs.size()
                + " runs, "
                + files[0]
                + " for "
                + feeds.get(0).size());
      }
      feeds.add(runs);
    }
    return feeds;
  }
}
