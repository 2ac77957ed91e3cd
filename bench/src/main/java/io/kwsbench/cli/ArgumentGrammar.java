package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.CheckpointLabels;
import io.kwsbench.cli.options.PassNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * benchmark_model's spellings of a command line, brought into the one that JCommander reads.
 *
 * <p>{@code --flag=value} and {@code --flag value} are the same; a switch may be {@code --flag},
 * {@code --flag=false} or {@code --flag false} ({@code 1} and {@code 0} after an equals sign too);
 * of a flag that is given twice the last counts; {@code --} ends the flags. A flag of {@link
 * PassNames} needs no value.
 */
final class ArgumentGrammar {
  private final Map<String, ParameterDescription> flags = new LinkedHashMap<>();
  private final boolean positionals;

  /**
   * @param parser has parsed something, even if nothing: only then does it know its flags
   */
  ArgumentGrammar(JCommander parser) {
    for (ParameterDescription description : parser.getParameters()) {
      for (String name : description.getParameter().names()) {
        flags.put(name, description);
      }
    }
    positionals = parser.getMainParameterValue() != null;
  }

  /**
   * The arguments as flag–value pairs, then {@code --} and the positional arguments.
   *
   * @throws ParameterException naming the first argument that cannot be read
   */
  List<String> canonical(List<String> arguments) {
    List<String> pairs = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.equals("--")) {
        arguments.subList(i + 1, arguments.size()).forEach(a -> addPositional(rest, a));
        break;
      }
      if (!argument.startsWith("-") || argument.equals("-")) {
        requireWholeList(pairs, rest, argument);
        addPositional(rest, argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      ParameterDescription flag = known(name);
      boolean isSwitch = isSwitch(flag);
      String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
      pairs.add(name);
      if (equals >= 0) {
        String value = argument.substring(equals + 1);
        pairs.add(isSwitch ? truth(name, value) : FlagValue.checked(flag, name, value));
      } else if (isSwitch) {
        boolean takesNext = next != null && Set.of("true", "false").contains(next);
        pairs.add(takesNext ? next : "true");
        i += takesNext ? 1 : 0;
      } else if (standsAlone(flag) && (next == null || next.startsWith("-"))) {
        pairs.add(PassNames.ALL);
      } else if (next == null || flags.containsKey(next)) {
        throw new ParameterException(name + " needs a value");
      } else {
        pairs.add(FlagValue.checked(flag, name, next));
        i++;
      }
    }
    if (!rest.isEmpty()) {
      pairs.add("--");
      pairs.addAll(rest);
    }
    return pairs;
  }

  /** Refuses the rest of {@code --words yes, no}. */
  private static void requireWholeList(List<String> pairs, List<String> rest, String argument) {
    String value = pairs.isEmpty() ? "" : pairs.get(pairs.size() - 1);
    if (rest.isEmpty() && value.endsWith(",")) {
      throw new ParameterException(
          "unexpected argument '" + argument + "'; no blank after a comma: " + value + argument);
    }
  }

  private void addPositional(List<String> rest, String argument) {
    if (!positionals) {
      throw new ParameterException("unexpected argument '" + argument + "'" + hint(argument));
    }
    rest.add(argument);
  }

  /** A file without a flag is the model in a command that takes one. */
  private String hint(String argument) {
    Path file = TypedPath.of(argument);
    if (!flags.containsKey("--graph") || !Files.exists(file)) {
      return DidYouMean.hint("--" + argument, names());
    }
    boolean checkpoint = flags.containsKey("--checkpoint") && isTrained(file);
    return "; did you mean " + (checkpoint ? "--checkpoint " : "--graph ") + argument + "?";
  }

  private static boolean isTrained(Path file) {
    try {
      return CheckpointLabels.isTrained(file);
    } catch (KwsException e) {
      return false; // damaged: the command itself says how
    }
  }

  private ParameterDescription known(String name) {
    ParameterDescription description = flags.get(name);
    if (description == null) {
      throw new ParameterException("unknown flag " + name + DidYouMean.hint(name, names()));
    }
    return description;
  }

  private Set<String> names() {
    return flags.keySet();
  }

  /** Returns whether the flag may stand without a value, and then means all. */
  private static boolean standsAlone(ParameterDescription description) {
    return description.getParameterized().getType() == PassNames.class;
  }

  private static boolean isSwitch(ParameterDescription description) {
    Class<?> type = description.getParameterized().getType();
    return type == boolean.class || type == Boolean.class;
  }

  private static String truth(String name, String value) {
    return switch (value) {
      case "true", "1" -> "true";
      case "false", "0" -> "false";
      default -> throw new ParameterException(name + " must be true or false, not '" + value + "'");
    };
  }
}
