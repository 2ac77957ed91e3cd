package io.kwsbench.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.cli.advice.CommandAdvice;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Version;
import io.kwsbench.files.FileNames;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.List;

/**
 * Parses arguments, runs the command they name and answers with an exit code: nothing that goes
 * wrong leaves here as an exception.
 */
public final class CommandLine {
  /** Words in a command's place that take no flags. */
  static final List<String> OWN_WORDS = List.of("help", "version", "completion", "manual");

  private final Commands commands;

  /** The command line with all commands. */
  public CommandLine() {
    this(Commands.all());
  }

  CommandLine(Commands commands) {
    this.commands = commands;
  }

  /** Runs a command line. */
  public ExitCode run(List<String> arguments, CliContext surroundings) {
    boolean verbose = arguments.contains("--verbose") || arguments.contains("--verbose=true");
    CliContext context = surroundings.with(verbose, arguments);
    try {
      FileNames.requireTyped(arguments);
      ExitCode code = dispatch(arguments, context);
      context.out().flush();
      return code;
    } catch (ParameterException e) {
      return fail(ExitCode.USAGE, e.getMessage(), e, context);
    } catch (KwsException e) {
      return fail(ExitCode.BAD_INPUT, e.getMessage(), e, context);
    } catch (InvalidPathException e) {
      return fail(
          ExitCode.BAD_INPUT, FileNames.impossible(e.getInput(), e).getMessage(), e, context);
    } catch (OutOfMemoryError e) {
      return fail(
          ExitCode.BAD_INPUT,
          "out of memory ("
              + e.getMessage()
              + ")"
              + TypedFiles.among(arguments)
              + ": raise Java's limit, for example with KWSBENCH_JVM=-Xmx4g",
          e,
          context);
    } catch (StackOverflowError e) {
      return fail(
          ExitCode.BAD_INPUT,
          "the input is nested too deeply" + TypedFiles.among(arguments),
          e,
          context);
    } catch (LinkageError e) {
      return fail(
          ExitCode.BAD_INPUT, MissingClass.message(String.valueOf(e.getMessage())), e, context);
    } catch (RuntimeException | Error e) {
      return fail(
          ExitCode.INTERNAL,
          "internal error; please report it with the command line and the output of --verbose: "
              + e,
          e,
          context);
    }
  }

  private ExitCode dispatch(List<String> arguments, CliContext context) {
    if (isHelpOnCommand(arguments)) {
      return dispatch(helpOn(arguments.subList(1, arguments.size())), context);
    }
    boolean named = !arguments.isEmpty() && !arguments.get(0).startsWith("-");
    if (named && arguments.get(0).equals("help")) {
      return dispatch(helpOn(arguments.subList(1, arguments.size())), context);
    }
    if (named && arguments.get(0).equals("version")) {
      if (arguments.size() > 1) {
        throw new ParameterException("version takes no arguments");
      }
      return dispatch(List.of("--version"), context);
    }
    if (named && ShellText.NAMES.contains(arguments.get(0))) {
      context.out().print(ShellText.of(arguments, commands));
      return ExitCode.DONE;
    }
    Command command = named ? find(arguments.get(0)) : commands.first();
    CommonOptions common = new CommonOptions();
    JCommander described = parser(command, common);
    described.parseWithoutValidation();
    List<String> own = named ? arguments.subList(1, arguments.size()) : arguments;
    List<String> canonical = new ArgumentGrammar(described).canonical(own);
    JCommander parsed = parser(command, common);
    parsed.parse(canonical.toArray(new String[0]));
    if (common.help) {
      context
          .out()
          .print(named ? HelpText.of(command, described) : HelpText.ofAll(commands, described));
      return ExitCode.DONE;
    }
    if (common.version) {
      context.out().println("kwsbench " + Version.current());
      return ExitCode.DONE;
    }
    Logging.setVerbose(context.verbose());
    command.parsed(parsed);
    OutputGuard.check(parsed);
    MissingFolders missing = MissingFolders.of(OutputGuard.outputs(parsed));
    try {
      ExitCode code = command.run(context);
      missing.created().forEach(folder -> context.warn("created the folder " + folder));
      return code;
    } catch (KwsException e) {
      return fail(ExitCode.BAD_INPUT, CommandAdvice.of(parsed).line(e), e, context);
    }
  }

  /** Returns whether {@code --help compile} was typed, which is {@code help compile}. */
  private static boolean isHelpOnCommand(List<String> arguments) {
    return arguments.size() > 1
        && List.of("-h", "--help").contains(arguments.get(0))
        && !arguments.get(1).startsWith("-")
        && !List.of("true", "false").contains(arguments.get(1));
  }

  private static List<String> helpOn(List<String> topics) {
    if (topics.size() > 1) {
      throw new ParameterException("help takes one command, not " + topics.size());
    }
    boolean ofAll = topics.isEmpty() || OWN_WORDS.contains(topics.get(0));
    return ofAll ? List.of("--help") : List.of(topics.get(0), "--help");
  }

  static JCommander parser(Command command, CommonOptions common) {
    JCommander parser =
        JCommander.newBuilder().addObject(command).addObject(common).expandAtSign(false).build();
    parser.setAllowParameterOverwriting(true);
    return parser;
  }

  private Command find(String name) {
    return commands
        .named(name)
        .orElseThrow(() -> new ParameterException("unknown command '" + name + "'" + hint(name)));
  }

  private String hint(String name) {
    if (Files.isRegularFile(TypedPath.of(name))) {
      return "; did you mean --graph " + name + "?";
    }
    String near = DidYouMean.hint(name, commands.names());
    return near.isEmpty() ? "; kwsbench --help lists the commands" : near;
  }

  private static ExitCode fail(ExitCode code, String message, Throwable cause, CliContext context) {
    context.out().flush();
    context.warn(OneLine.of(message));
    if (context.verbose()) {
      cause.printStackTrace(context.err());
    }
    return code;
  }
}
