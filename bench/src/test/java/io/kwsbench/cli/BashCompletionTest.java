package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion in a real bash, with words as readline breaks them. */
class BashCompletionTest {
  @TempDir static Path folder;

  @BeforeAll
  static void install() throws IOException {
    Files.writeString(folder.resolve("completion"), Invocation.of("completion", "bash").out);
    Files.createDirectories(folder.resolve("sounds/more clips"));
    Files.writeString(folder.resolve("sounds/a clip.wav"), "");
    Files.writeString(folder.resolve("model.kws"), "");
  }

  /** Each line: the words up to the cursor, and what is offered; {@code _} is an empty word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kwsbench rooflin                    | roofline
          kwsbench help sui                   | suite
          kwsbench comple                     | completion
          kwsbench completion _               | bash; zsh
          kwsbench --show_fl                  | --show_flops
          kwsbench compile --without          | --without_pass
          kwsbench listen --format _          | text; jsonl
          kwsbench listen --format = j        | jsonl
          kwsbench listen --format =          | text; jsonl
          kwsbench listen --format=j          | --format=jsonl
          kwsbench --format benchm            | benchmark_model
          kwsbench noise --colors white,pi    | white,pink
          kwsbench suite --report ju          | junit=
          kwsbench suite --report json = mod  | model.kws
          kwsbench suite --report = json = mo | model.kws
          kwsbench listen --vad = _           | true; false
          kwsbench listen --vad --list_d      | --list_devices
          kwsbench listen mod                 | model.kws
          kwsbench listen --vad mod           | model.kws
          kwsbench run --graph mod            | model.kws
          kwsbench run --graph = mod          | model.kws
          kwsbench listen --capture _         | sounds
          kwsbench run sounds/a               | sounds/a clip.wav
          kwsbench listen --capture sounds/   | sounds/more clips
          kwsbench freeze --words @ mod       | model.kws
          kwsbench freeze --words @mod        | @model.kws
          """)
  void offers(String line, String expected) throws Exception {
    assertThat(offered(line.strip())).containsExactlyInAnyOrder(expected.split("; "));
  }

  @ParameterizedTest
  @CsvSource({"kwsbench --seed _", "kwsbench version _", "kwsbench roofline mod", "kwsbench xyz"})
  void offersNothing(String line) throws Exception {
    assertThat(offered(line)).isEmpty();
  }

  @Test
  void everyCommandAndEveryFlagIsOffered() throws Exception {
    assertThat(offered("kwsbench _"))
        .containsAll(Commands.all().names())
        .containsAll(CommandLine.OWN_WORDS);
    StringBuilder script = new StringBuilder(". ./completion\n");
    for (String command : Commands.all().names()) {
      script.append("echo %1$s $(_kwsbench_flags %1$s)\n".formatted(command));
    }
    List<String> lines = bash(script.toString());
    for (ShellCommand command : ShellCommand.all(Commands.all())) {
      String flags =
          String.join(" ", command.flags().stream().flatMap(f -> f.names().stream()).toList());
      assertThat(lines).contains(command.name() + " " + flags);
    }
  }

  private static List<String> offered(String line) throws Exception {
    List<String> words =
        Arrays.stream(line.split(" +")).map(w -> w.equals("_") ? "''" : "'" + w + "'").toList();
    return bash(
        ". ./completion; COMP_WORDS=(%s); COMP_CWORD=%d; _kwsbench\n"
                .formatted(String.join(" ", words), words.size() - 1)
            + "printf '%s\\n' \"${COMPREPLY[@]}\"");
  }

  private static List<String> bash(String script) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out.lines().filter(line -> !line.isEmpty()).toList();
  }
}
