package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.train.TrainingRecord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * @return the names of the flags that got another value so
   * @throws KwsException when one was typed that contradicts the run, or the run's is none
   */
  static Set<String> recall(JCommander flags, Map<String, String> remembered, Path folder) {
    Set<String> recalled = new TreeSet<>();
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
    return recalled;
  }

  /** What a run's record remembers of its flags is wrong. */
  static KwsException spoiled(Path folder, ParameterException cause) {
    return new KwsException(folder.resolve(TrainingRecord.FILE) + ": " + cause.getMessage(), cause);
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
            .map(folder -> TypedPath.of(folder).toAbsolutePath().normalize().toString())
            .collect(Collectors.joining(","));
  }
}
