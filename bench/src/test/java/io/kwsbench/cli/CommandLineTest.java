package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.Parameter;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Probe ran;
  private Function<Probe, ExitCode> behavior = probe -> ExitCode.DONE;

  /** A command that remembers what it was given. */
  private final class Probe implements Command {
    @Parameter(names = "--count", description = "how many")
    int count = 7;

    @Parameter(names = "--show_flops", arity = 1, description = "whether")
    boolean showFlops;

    @Parameter(names = "--text", description = "what")
    String text = "";

    @Parameter(description = "CLIP...")
    List<String> clips = new ArrayList<>();

    private final String name;

    Probe(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String summary() {
      return "does " + name;
    }

    @Override
    public String example() {
      return name + " --count 3";
    }

    @Override
    public ExitCode run(CliContext context) {
      ran = this;
      return behavior.apply(this);
    }
  }

  private ExitCode run(String... arguments) {
    Commands commands =
        new Commands(
            List.of(
                new Commands.Family("measure", List.of(() -> new Probe("benchmark"))),
                new Commands.Family("use models", List.of(() -> new Probe("roofline")))));
    CliContext context =
        CliContext.of(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new CommandLine(commands).run(List.of(arguments), context);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theFirstCommandRunsWhenNoneIsNamed() {
    assertThat(run("--count", "3")).isEqualTo(ExitCode.DONE);
    assertThat(ran.name).isEqualTo("benchmark");
    assertThat(ran.count).isEqualTo(3);
  }

  @Test
  void aNamedCommandGetsItsFlagsAndPositionals() {
    assertThat(run("roofline", "a.wav", "--text=x=y", "--show_flops", "b.wav"))
        .isEqualTo(ExitCode.DONE);
    assertThat(ran.name).isEqualTo("roofline");
    assertThat(ran.clips).containsExactly("a.wav", "b.wav");
    assertThat(ran.text).isEqualTo("x=y");
    assertThat(ran.showFlops).isTrue();
  }

  @Test
  void ofAFlagThatIsGivenTwiceTheLastCounts() {
    run("--count=1", "--count", "2");
    assertThat(ran.count).isEqualTo(2);
  }

  @Test
  void afterTwoDashesEverythingIsPositional() {
    run("roofline", "--", "--count");
    assertThat(ran.clips).containsExactly("--count");
  }

  @Test
  void anUnknownFlagIsBadUsageAndNamesTheNearest() {
    assertThat(run("--show_flop")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).isEqualTo("kwsbench: unknown flag --show_flop; did you mean --show_flops?\n");
  }

  @Test
  void anUnknownCommandIsBadUsageAndNamesTheNearest() {
    assertThat(run("roofine")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).isEqualTo("kwsbench: unknown command 'roofine'; did you mean roofline?\n");
  }

  @Test
  void aFileInPlaceOfACommandIsTakenForAModel(@TempDir Path folder) throws IOException {
    String model = Files.createFile(folder.resolve("spot.pb")).toString();
    assertThat(run(model)).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo(
            "kwsbench: unknown command '" + model + "'; did you mean --graph " + model + "?\n");
  }

  @Test
  void aBlankAfterACommaIsTheFault() {
    assertThat(run("--text", "yes,", "no")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo("kwsbench: unexpected argument 'no'; no blank after a comma: yes,no\n");
  }

  @Test
  void aWordLikeNoCommandIsBadUsageAndNamesTheList() {
    assertThat(run("nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(err())
        .isEqualTo("kwsbench: unknown command 'nonsense'; kwsbench --help lists the commands\n");
  }

  @Test
  void aValueOfTheWrongTypeIsBadUsageInOneLine() {
    assertThat(run("--count=many")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("--count").contains("many").hasLineCount(1);
    assertThat(run("--show_flops=perhaps")).isEqualTo(ExitCode.USAGE);
    assertThat(run("--count")).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatTheUserGaveAndCannotBeUsedIsOneLineAndCodeThree() {
    behavior =
        probe -> {
          throw new KwsException("x.pb: truncated\nat byte 7");
        };
    assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err()).isEqualTo("kwsbench: x.pb: truncated at byte 7\n");
  }

  @Test
  void stackTracesAreForVerboseOnly() {
    behavior =
        probe -> {
          throw new KwsException("x.pb: truncated");
        };
    run("--verbose");
    assertThat(err()).contains("\tat io.kwsbench");
  }

  @Test
  void aFaultOfOurOwnIsOneLineThatAsksForAReport() {
    for (Throwable fault : List.of(new NullPointerException("x\ny"), new AssertionError("z"))) {
      err.reset();
      behavior =
          probe -> {
            if (fault instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) fault;
          };
      assertThat(run()).isEqualTo(ExitCode.INTERNAL);
      assertThat(ExitCode.INTERNAL.code()).isEqualTo(70);
      assertThat(err()).contains("report", fault.getClass().getName()).hasLineCount(1);
      run("--verbose");
      assertThat(err()).contains("\tat io.kwsbench");
    }
  }

  @Test
  void anErrorThatNamesNoFileIsGivenThoseOfTheCommandLine(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("deep.pb"), "{");
    for (Error error : List.of(new StackOverflowError(), new OutOfMemoryError("heap"))) {
      err.reset();
      behavior =
          probe -> {
            throw error;
          };
      run("--text=" + file);
      assertThat(err()).contains(" while working on " + file).hasLineCount(1);
    }
    assertThat(err()).contains("out of memory");
  }

  @Test
  void errorsOfTheJvmAreContained() {
    for (Error error :
        List.of(
            new OutOfMemoryError("Java heap space"),
            new StackOverflowError(),
            new UnsatisfiedLinkError("no jnikws in path"))) {
      err.reset();
      behavior =
          probe -> {
            throw error;
          };
      assertThat(run()).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(err()).startsWith("kwsbench: ").hasLineCount(1);
    }
  }

  @Test
  void helpListsCommandsFirstThenFlagsAndExitCodes() {
    String help = helpOf("--help");
    assertThat(help)
        .containsSubsequence(
            "usage: kwsbench [COMMAND] [flags]",
            "commands that measure:\n  benchmark",
            "commands that use models:\n  roofline",
            "flags of benchmark:\n",
            "--count",
            "(default 7)",
            "exit codes:")
        .doesNotContain("130");
    assertThat(ran).isNull();
    for (String[] others :
        new String[][] {{"-h"}, {"help"}, {"help", "help"}, {"--count", "3", "-h"}}) {
      assertThat(helpOf(others)).as(others[0]).isEqualTo(help);
    }
  }

  private String helpOf(String... arguments) {
    out.reset();
    assertThat(run(arguments)).as(err()).isEqualTo(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpOfACommandIsReachedInEveryWay() {
    String help = helpOf("roofline", "--help");
    assertThat(help).startsWith("usage: kwsbench roofline").doesNotContain("commands");
    assertThat(helpOf("roofline", "-h")).isEqualTo(help);
    assertThat(helpOf("help", "roofline")).isEqualTo(help);
    assertThat(run("help", "roofline", "benchmark")).isEqualTo(ExitCode.USAGE);
    assertThat(run("help", "roofine")).isEqualTo(ExitCode.USAGE);
    assertThat(err()).contains("help takes one command, not 2", "did you mean roofline?");
  }

  @Test
  void versionIsTheBuilds() {
    for (String argument : List.of("--version", "version")) {
      assertThat(helpOf(argument)).matches("kwsbench \\d+\\.\\d+.*\\n");
    }
    assertThat(run("version", "--count")).isEqualTo(ExitCode.USAGE);
  }

  /** An example's flags are flags of its command. */
  @Test
  void everyCommandHasAnExampleThatItsHelpExplains() {
    for (Command command : Commands.all().list()) {
      String help = Invocation.of(command.name(), "--help").out;
      assertThat(help).contains("\nexample: kwsbench " + command.example() + "\n");
      for (String word : command.example().split(" ")) {
        if (word.startsWith("--")) {
          assertThat(help).containsPattern("(?m)^  (--.*, )?" + word + "(,| |$)");
        }
      }
      assertThat(help).doesNotContain("(default [])");
    }
  }
}
