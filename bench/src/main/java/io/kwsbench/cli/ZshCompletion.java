package io.kwsbench.cli;

/** The completion for zsh: a function to autoload, or a script to source. */
final class ZshCompletion {
  private static final String HEAD =
      """
      #compdef kwsbench
      # made by: kwsbench completion zsh

      # FORMAT=FILE
      _kwsbench_word_and_file() {
        if compset -P '*='; then _files; else compadd -q -S = -- "$@"; fi
      }

      # text, or a file behind @
      _kwsbench_file_behind_at() {
        if compset -P @; then _files; fi
      }

      """;

  private static final String TAIL =
      """

      if [[ $funcstack[1] == _kwsbench ]]; then
        _kwsbench "$@"
      else
        compdef _kwsbench kwsbench
      fi
      """;

  private ZshCompletion() {}

  static String of(Commands commands) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append("_kwsbench() {\n  local -a commands=(\n");
    commands
        .list()
        .forEach(
            c -> text.append("    ").append(quoted(c.name() + ":" + c.summary())).append('\n'));
    CommandLine.OWN_WORDS.forEach(word -> text.append("    ").append(word).append('\n'));
    text.append("  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n");
    text.append("    _describe -t commands command commands\n    return\n  fi\n");
    text.append("  local command=$words[2]\n  if [[ $command == -* ]]; then\n");
    text.append("    command=").append(commands.first().name()).append("\n  else\n");
    text.append("    shift words\n    (( CURRENT-- ))\n  fi\n  case $command in\n");
    ShellCommand.all(commands).forEach(command -> append(text, command));
    text.append("    help) _describe -t commands command commands ;;\n");
    text.append("    completion) compadd bash zsh ;;\n  esac\n}\n");
    return text.append(TAIL).toString();
  }

  private static void append(StringBuilder text, ShellCommand command) {
    text.append("    ").append(command.name()).append(")\n      _arguments -S");
    command.flags().forEach(flag -> append(text, flag));
    command
        .arguments()
        .ifPresent(value -> text.append(" \\\n        ").append(quoted("*" + offer(value))));
    text.append("\n      ;;\n");
  }

  private static void append(StringBuilder text, ShellFlag flag) {
    boolean isSwitch = flag.value().kind() == ShellValue.Kind.SWITCH;
    String others = flag.names().size() == 1 ? "" : "(" + String.join(" ", flag.names()) + ")";
    for (String name : flag.names()) {
      String assigned = name.startsWith("--") ? (isSwitch ? "=-" : "=") : "";
      text.append(" \\\n        ")
          .append(
              quoted(
                  others
                      + name
                      + assigned
                      + "["
                      + flag.summary().replaceAll("[\\[\\]\\\\]", "\\\\$0")
                      + "]"
                      + (assigned.isEmpty() ? "" : (isSwitch ? ":" : "") + offer(flag.value()))));
    }
  }

  /** A message and an action of {@code _arguments}. */
  private static String offer(ShellValue value) {
    String words = String.join(" ", value.words());
    return switch (value.kind()) {
      case SWITCH -> ":switch:(true false)";
      case WORD -> ":word:(" + words + ")";
      case WORDS -> ":words:_sequence compadd - " + words;
      case WORD_AND_FILE -> ":format=file:_kwsbench_word_and_file " + words;
      case FILE -> ":file:_files";
      case FOLDER -> ":folder:_files -/";
      case FILE_BEHIND_AT -> ":text or @file:_kwsbench_file_behind_at";
      case TEXT -> ":value: ";
    };
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
