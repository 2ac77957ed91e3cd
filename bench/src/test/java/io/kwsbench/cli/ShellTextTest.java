package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.usage.ExitCode;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The man page and zsh's completion hold every command and flag; the words offered are right. */
class ShellTextTest {
  @TempDir Path folder;

  static Stream<ShellCommand> commands() {
    return ShellCommand.all(Commands.all()).stream();
  }

  /** The part of a text that begins with a line and ends before the next line like it. */
  private static String part(String text, String first, String next) {
    int start = text.indexOf("\n" + first);
    assertThat(start).as(first).isNotNegative();
    int end = text.indexOf("\n" + next, start + 1 + first.length());
    return text.substring(start, end < 0 ? text.length() : end);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void manualHoldsEveryFlag(ShellCommand command) {
    String page = Invocation.of("manual").out;
    String own = part(page, ".SS " + command.name() + " ", ".S");
    String general = part(page, ".SH FLAGS OF EVERY COMMAND", ".SH");
    for (ShellFlag flag : command.flags()) {
      String line = "\n.B " + String.join(", ", flag.names()).replace("-", "\\-") + "\n";
      assertThat(own + general).contains(line);
    }
    assertThat(own.replace("\\-", "-")).contains(command.command().summary());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void zshHoldsEveryFlag(ShellCommand command) {
    String script = Invocation.of("completion", "zsh").out;
    String own = part(script, "    " + command.name() + ")\n", "      ;;");
    for (ShellFlag flag : command.flags()) {
      flag.names().forEach(name -> assertThat(own).containsPattern("['(, )]" + name + "[=\\[]"));
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void offeredWordsAreInTheFlagsDescription(ShellCommand command) {
    for (Field field : FlagReads.flags(command.command().getClass())) {
      Choices choices = field.getAnnotation(Choices.class);
      String text = field.getAnnotation(Parameter.class).description();
      if (choices != null && text.contains(" or ") && !text.contains("as in listen")) {
        assertThat(text.split("[^a-z0-9_]+")).as(text).contains(choices.value());
      }
    }
  }

  /** What the command itself says that the flag takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "benchmark --format",
        "compare a.kws --format",
        "roofline --format",
        "suite s.yaml --format",
        "history h.jsonl --format",
        "listen --graph g a.wav --format",
        "evaluate --graph g --data d --set",
        "evaluate --graph g --data d --protocol",
        "train --data d --out o --recipe",
        "train --data d --out o --schedule",
        "train --data d --out o --batch_norm_average",
        "freeze --checkpoint c --rnn",
        "freeze --checkpoint c --optimize",
        "freeze --checkpoint c --softmax"
      })
  void offeredWordsAreThoseThatTheCommandNames(String line) {
    String[] words = (line + " nonsense").split(" ");
    String name = words[words.length - 2];
    Invocation refused = Invocation.of(words);
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.USAGE);
    List<String> offered =
        commands()
            .filter(command -> command.name().equals(words[0]))
            .flatMap(command -> command.flags().stream())
            .filter(flag -> flag.names().contains(name))
            .findAny()
            .orElseThrow()
            .value()
            .words();
    assertThat(offered).isNotEmpty();
    assertThat(refused.err.split("[^a-z0-9_]+")).contains(offered.toArray(new String[0]));
  }

  @Test
  void anotherShellIsRefused() {
    assertThat(Invocation.of("completion", "powershell").err)
        .isEqualTo("kwsbench: completion is for bash or zsh, not 'powershell'\n");
    assertThat(Invocation.of("completion", "bsh").err).contains("did you mean bash?");
    assertThat(Invocation.of("completion").err)
        .isEqualTo("kwsbench: completion takes the name of one shell: bash or zsh\n");
    assertThat(Invocation.of("manual", "x").code).isEqualTo(ExitCode.USAGE);
    assertThat(Invocation.of("completion", "--help").code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void filesLieWhereShellsAndManLookForThem() throws Exception {
    ShellFiles.main(new String[] {folder.toString()});
    assertThat(folder.resolve("man/man1/kwsbench.1")).hasContent(Invocation.of("manual").out);
    assertThat(folder.resolve("bash-completion/completions/kwsbench"))
        .hasContent(Invocation.of("completion", "bash").out);
    assertThat(Files.readString(folder.resolve("zsh/site-functions/_kwsbench")))
        .isEqualTo(Invocation.of("completion", "zsh").out);
  }
}
