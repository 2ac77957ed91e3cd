package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.files.OutputFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Looks at a command line before the work begins: a result must not take the place of a folder, nor
 * of a file that the same command reads.
 */
final class OutputGuard {
  private static final Set<String> OUTPUTS =
      Set.of("--out", "--frozen_path", "--manifest", "--undecided", "--report");

  /** Flags whose values are files to read. */
  private static final Set<String> INPUTS =
      Set.of(
          "--architecture",
          "--check",
          "--checkpoint",
          "--graph",
          "--input_layer_values",
          "--input_wav",
          "--labels",
          "--lambda",
          "--long_noise",
          "--long_wav",
          "--names",
          "--order",
          "--probs");

  private final List<String> outputs = new ArrayList<>();
  private final List<Path> inputs = new ArrayList<>();

  /**
   * @param canonical flags and values in turn, then {@code --} and what has no flag
   */
  private OutputGuard(List<String> canonical) {
    int i = 0;
    for (; i + 1 < canonical.size() && !canonical.get(i).equals("--"); i += 2) {
      String flag = canonical.get(i);
      String value = canonical.get(i + 1);
      if (OUTPUTS.contains(flag)) {
        outputs.add(flag.equals("--report") ? value.substring(value.indexOf('=') + 1) : value);
      } else if (INPUTS.contains(flag)) {
        addInput(value);
      }
    }
    canonical.stream().skip(i + 1L).forEach(this::addInput);
  }

  private void addInput(String value) {
    try {
      inputs.add(Path.of(value));
    } catch (InvalidPathException e) {
      // whoever reads it says so
    }
  }

  /**
   * Refuses a command line.
   *
   * @throws KwsException when a result would take the place of an input, or of a folder
   */
  static void check(Command command, List<String> canonical) {
    OutputGuard guard = new OutputGuard(canonical);
    for (String output : guard.outputs) {
      if (!output.isEmpty()) {
        Path target = LoadedGraph.path(output);
        if (command.makesFolder()) {
          OutputFile.requireOther(target, guard.inputs);
        } else {
          OutputFile.require(target, guard.inputs);
        }
      }
    }
  }
}
