package io.kwsbench.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The completion for bash, which needs no other package of completions.
 *
 * <p>bash breaks words at {@code =} and {@code @}, unless its user says otherwise: {@code
 * --format=json} is three words or one.
 */
final class BashCompletion {
  private BashCompletion() {}

  static String of(Commands commands) {
    List<ShellCommand> all = ShellCommand.all(commands);
    List<String> words = new ArrayList<>(commands.names());
    words.addAll(CommandLine.OWN_WORDS);
    return "# bash completion for kwsbench, made by: kwsbench completion bash\n\n"
        + "_kwsbench_commands='"
        + String.join(" ", words)
        + "'\n\n"
        + flags(all)
        + values(all)
        + functions().replace("FIRST", commands.first().name());
  }

  /** The part that all commands share; FIRST stands for the one that runs if none is named. */
  private static String functions() {
    try (InputStream stream = BashCompletion.class.getResourceAsStream("completion.bash")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String flags(List<ShellCommand> all) {
    StringBuilder text = new StringBuilder("# the flags of a command\n_kwsbench_flags() {\n");
    text.append("  case $1 in\n");
    for (ShellCommand command : all) {
      List<String> names = command.flags().stream().flatMap(flag -> flag.names().stream()).toList();
      text.append("    %s) echo '%s' ;;\n".formatted(command.name(), String.join(" ", names)));
    }
    return text.append("  esac\n}\n\n").toString();
  }

  private static String values(List<ShellCommand> all) {
    StringBuilder text = new StringBuilder("# what a flag of a command takes, and its words; ");
    text.append("of its arguments if the flag is empty\n_kwsbench_value() {\n  case $1:$2 in\n");
    patterns(all)
        .forEach(
            (value, patterns) ->
                text.append("    ")
                    .append(String.join(" | ", patterns))
                    .append(") echo '")
                    .append(value)
                    .append("' ;;\n"));
    text.append("    completion:) echo 'word bash zsh' ;;\n");
    return text.append("  esac\n}\n\n").toString();
  }

  /** Patterns of command and flag by what they take; one pattern if no command differs. */
  private static Map<String, Set<String>> patterns(List<ShellCommand> all) {
    Map<String, Map<String, String>> commands = new LinkedHashMap<>();
    for (ShellCommand command : all) {
      for (ShellFlag flag : command.flags()) {
        for (String name : flag.names()) {
          commands
              .computeIfAbsent(name, n -> new LinkedHashMap<>())
              .put(command.name(), value(flag.value()));
        }
      }
      command
          .arguments()
          .ifPresent(
              value ->
                  commands
                      .computeIfAbsent("", n -> new LinkedHashMap<>())
                      .put(command.name(), value(value)));
    }
    Map<String, Set<String>> patterns = new LinkedHashMap<>();
    commands.forEach(
        (flag, values) -> {
          boolean one = !flag.isEmpty() && Set.copyOf(values.values()).size() == 1;
          values.forEach(
              (command, value) ->
                  patterns
                      .computeIfAbsent(value, v -> new LinkedHashSet<>())
                      .add((one ? "*" : command) + ":" + flag));
        });
    return patterns;
  }

  private static String value(ShellValue value) {
    return (value.kind().name().toLowerCase(Locale.ROOT) + " " + String.join(" ", value.words()))
        .strip();
  }
}
