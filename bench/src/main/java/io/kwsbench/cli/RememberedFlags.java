package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.KwsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The flags that a run was started with: a run that goes on need not be given them again. */
final class RememberedFlags {
  /** Of one invocation, not of the run. */
  private static final Set<String> PASSING =
      Set.of(
          "--out",
          "--resume",
          "--num_threads",
          "--cache_mb",
          "--format",
          "--verbose",
          "--help",
          "--version");

  private static final Set<String> FOLDERS = Set.of("--data", "--unknown_data", "--pseudo_data");

  /** What a run may go on with another of: its length, and where its data lie by now. */
  private static final Set<String> FREE =
      Set.of("--epochs", "--patience", "--data", "--unknown_data", "--pseudo_data");

  private RememberedFlags() {}

  /** All flags of a run by name, given or not. Folders are absolute. */
  static Map<String, String> of(JCommander flags) {
    Map<String, String> values = new TreeMap<>();
    for (ParameterDescription flag : flags.getParameters()) {
      Object value = value(flag);
      if (!PASSING.contains(name(flag)) && value != null) {
        String text = value.toString();
        values.put(name(flag), FOLDERS.contains(name(flag)) ? absolute(text) : text);
      }
    }
    return values;
  }

  /**
   * Gives every flag that was not typed the value that a run was started with.
   *
   * @param folder the run's, for messages
   * @throws KwsException when one was typed that contradicts the run
   */
  static void recall(JCommander flags, Map<String, String> remembered, Path folder) {
    for (ParameterDescription flag : flags.getParameters()) {
      String then = remembered.get(name(flag));
      String now = String.valueOf(value(flag));
      if (then == null || then.equals(now) || PASSING.contains(name(flag))) {
        continue;
      }
      if (!flag.isAssigned()) {
        flag.addValue(then);
      } else if (!FREE.contains(name(flag))) {
        throw new KwsException(
            name(flag)
                + " is "
                + (then.isEmpty() ? "not given" : then)
                + " in "
                + folder
                + ", not "
                + now);
      }
    }
  }

  private static String name(ParameterDescription flag) {
    return flag.getParameter().names()[0];
  }

  private static Object value(ParameterDescription flag) {
    return flag.getParameterized().get(flag.getObject());
  }

  private static String absolute(String folders) {
    return folders.isEmpty()
        ? folders
        : Arrays.stream(folders.split(","))
            .map(folder -> BulkModelOptions.path(folder).toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(","));
  }
}
