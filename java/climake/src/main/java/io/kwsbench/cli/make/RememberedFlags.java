package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.train.TrainingRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The flags of a run: when it continues, they need not be given again. */
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

  /** Flags that may change when a run continues: its length, and the places of its data. */
  private static final Set<String> FREE =
      Set.of("--epochs", "--patience", "--data", "--unknown_data", "--pseudo_data");

  private RememberedFlags() {}

  /** All flags of a run by name, given or not. Folders are absolute. */
  static Map<String, String> of(JCommander flags) {
    Map<String, String> values = new TreeMap<>();
    for (ParameterDescription flag : flags.getParameters()) {
      Object value = value(flag);
      if (!PASSING.contains(name(flag)) && value != null) {
        values.put(name(flag), text(flag));
      }
    }
    return values;
  }

  /**
   * Gives every flag that was not typed the value that a run was started with.
   *
   * @param folder the run's, for messages
   * @param changed receives a line for each typed flag that changes how the run continues
   * @return the names of the flags that got another value so
   * @throws KwsException when flags were typed that contradict the run, or the run's is none
   */
  static Set<String> recall(
      JCommander flags, Map<String, String> remembered, Path folder, Consumer<String> changed) {
    Set<String> recalled = new TreeSet<>();
    List<String> differences = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (ParameterDescription flag : flags.getParameters()) {
      String then = remembered.get(name(flag));
      String now = String.valueOf(value(flag));
      if (then == null || then.equals(now) || PASSING.contains(name(flag))) {
        continue;
      }
      if (!flag.isAssigned()) {
        recalled.add(name(flag));
        try {
          flag.addValue(then);
        } catch (ParameterException e) {
          throw spoiled(folder, e);
        }
      } else if (!FREE.contains(name(flag))) {
        differences.add(difference(flag, then));
      } else if (!then.equals(text(flag))) {
        changes.add(folder + " continues with " + difference(flag, then));
      }
    }
    if (!differences.isEmpty()) {
      throw new KwsException(
          folder + ": the run has other flags: " + String.join("; ", differences));
    }
    changes.forEach(changed);
    return recalled;
  }

  /** The exception for a bad flag in a run's record. */
  static KwsException spoiled(Path folder, ParameterException cause) {
    return new KwsException(folder.resolve(TrainingRecord.FILE) + ": " + cause.getMessage(), cause);
  }

  private static String difference(ParameterDescription flag, String then) {
    String now = text(flag);
    return name(flag)
        + ": "
        + (then.isEmpty() ? "not given" : then)
        + " there, "
        + (now.isEmpty() ? "not given" : now)
        + " here";
  }

  private static String name(ParameterDescription flag) {
    return flag.getParameter().names()[0];
  }

  /** A flag's value as the record keeps it. */
  private static String text(ParameterDescription flag) {
    String text = String.valueOf(value(flag));
    return FOLDERS.contains(name(flag)) ? absolute(text) : text;
  }

  private static Object value(ParameterDescription flag) {
    return flag.getParameterized().get(flag.getObject());
  }

  private static String absolute(String folders) {
    return folders.isEmpty()
        ? folders
        : Arrays.stream(folders.split(","))
            .map(folder -> TypedPath.of(folder).toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(","));
  }
}
