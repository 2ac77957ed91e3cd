package io.kwsbench.cli;

import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.Version;
import io.kwsbench.usage.ExitCode;
import java.util.Locale;
import java.util.function.Predicate;

/** The man page: every command with its flags, as in its help. */
final class ManPage {
  private static final String ENVIRONMENT =
      """
      .SH ENVIRONMENT
      .TP
      .B KWSBENCH_JVM
      flags of the Java virtual machine, in place of the usual ones
      .TP
      .B JAVA_HOME
      folder of the Java that runs kwsbench; default: the
      .B java
      on the path
      """;

  /** The group of the flags that every command takes. */
  private static final String GENERAL = CommonOptions.class.getAnnotation(FlagGroup.class).value();

  private final StringBuilder text = new StringBuilder();

  private ManPage() {}

  static String of(Commands commands) {
    ManPage page = new ManPage();
    page.head(commands);
    for (Commands.Family family : commands.families()) {
      page.section("commands that " + family.purpose());
      family.commands().forEach(page::command);
    }
    page.section("exit status");
    for (ExitCode code : ExitCode.values()) {
      page.entry(Integer.toString(code.code()), code.meaning());
    }
    page.text.append(ENVIRONMENT);
    return page.text.toString();
  }

  private void head(Commands commands) {
    text.append(".\\\" made by: kwsbench manual\n.TH KWSBENCH 1 \"\" \"kwsbench ");
    text.append(Version.current()).append("\" \"User Commands\"\n");
    section("name");
    line("kwsbench - trains, freezes, runs and measures keyword spotters");
    section("synopsis");
    line(".B kwsbench");
    line("[COMMAND] [flags]");
    section("description");
    line(escaped(HelpText.SUMMARY));
    line("Without a command, " + commands.first().name() + " runs.");
    line("A flag and its value stand in two words or with an equals sign between them.");
    section("commands about kwsbench");
    entry("help [COMMAND]", "lists the flags of a command, or all commands");
    entry("version", "prints the version");
    entry("completion bash|zsh", "prints the completion for a shell");
    entry("manual", "prints this page");
    section("flags of every command");
    flags(ShellCommand.of(commands.first()), GENERAL::equals);
  }

  private void command(Command command) {
    text.append(".SS ").append(escaped(command.name() + " " + command.synopsis())).append('\n');
    line(escaped(command.summary()));
    line(".PP");
    line("Example:");
    line(".B kwsbench " + escaped(command.example()));
    flags(ShellCommand.of(command), group -> !group.equals(GENERAL));
    text.append(".PP\nExit codes:");
    HelpText.codes(command).forEach(code -> text.append(' ').append(code.code()));
    text.append("\n");
  }

  private void flags(ShellCommand command, Predicate<String> group) {
    command.groups().entrySet().stream()
        .filter(entry -> group.test(entry.getKey()))
        .flatMap(entry -> entry.getValue().stream())
        .forEach(flag -> entry(String.join(", ", flag.names()), flag.meaning()));
  }

  private void section(String title) {
    text.append(".SH ").append(title.toUpperCase(Locale.ROOT)).append('\n');
  }

  private void entry(String name, String meaning) {
    line(".TP");
    line(".B " + escaped(name));
    line(escaped(meaning));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /** Text in which nothing is a request to troff. */
  private static String escaped(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
