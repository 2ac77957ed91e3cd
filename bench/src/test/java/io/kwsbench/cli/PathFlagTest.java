package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterDescription;
import io.kwsbench.KwsException;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which flags of which commands are paths. */
class PathFlagTest {
  /** Flags of text that are no paths to read or to write a result to; all others are marked. */
  private static final Set<String> WORDS =
      Set.of(
          "--batch_norm_average",
          "--baseline",
          "--baselines",
          "--benchmark_name",
          "--bind",
          "--case",
          "--colors",
          "--data_tensor",
          "--device",
          "--engine",
          "--exec",
          "--features",
          "--final_tensor",
          "--format",
          "--front_end",
          "--history",
          "--input_layer",
          "--input_layer_shape",
          "--input_layer_type",
          "--input_layer_values",
          "--journal",
          "--keep",
          "--lambda",
          "--lambda_names",
          "--optimize",
          "--optimizer",
          "--noise_snr_db",
          "--precision",
          "--protocol",
          "--output_layer",
          "--output_prefix",
          "--recipe",
          "--rnn",
          "--save_baseline",
          "--rule",
          "--schedule",
          "--select",
          "--set",
          "--sets",
          "--shift",
          "--signature",
          "--softmax",
          "--threshold",
          "--to",
          "--budget",
          "--version_name",
          "--views",
          "--without_pass",
          "--words",
          "--language",
          "--voices");

  @TempDir Path folder;

  static Stream<String> commands() {
    return Commands.all().list().stream().map(Command::name);
  }

  private static JCommander parse(String command, String... arguments) {
    Command fresh = Commands.all().named(command).orElseThrow();
    JCommander parser = JCommander.newBuilder().addObject(fresh).expandAtSign(false).build();
    parser.parse(arguments);
    return parser;
  }

  private static List<ParameterDescription> flags(String command) {
    JCommander parser =
        JCommander.newBuilder().addObject(Commands.all().named(command).get()).build();
    parser.parseWithoutValidation();
    return parser.getParameters();
  }

  private static boolean isText(ParameterDescription flag) {
    Class<?> type = OutputGuard.field(flag).getType();
    return type == String.class || type == List.class;
  }

  private static PathFlag.Use use(ParameterDescription flag) {
    PathFlag mark = OutputGuard.field(flag).getAnnotation(PathFlag.class);
    return mark == null ? null : mark.value();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFlagOfTextIsMarkedOrIsAWord(String command) {
    for (ParameterDescription flag : flags(command)) {
      String name = flag.getParameter().names()[0];
      if (isText(flag) && use(flag) == null) {
        assertThat(WORDS).as(command).contains(name);
      } else if (!isText(flag)) {
        assertThat(use(flag)).as(command + " " + name).isNull();
      }
    }
  }

  /** Every file that a command reads against every file that it writes. */
  @ParameterizedTest
  @MethodSource("commands")
  void whatIsReadIsNeverReplaced(String command) throws IOException {
    String file = Files.writeString(folder.resolve("one"), "").toString();
    List<ParameterDescription> flags = flags(command);
    for (ParameterDescription output : flags) {
      if (use(output) == null || !Set.of("FILE", "FILE_OF_FORMAT").contains(use(output).name())) {
        continue;
      }
      String target = use(output) == PathFlag.Use.FILE_OF_FORMAT ? "json=" + file : file;
      for (ParameterDescription input : flags) {
        if (input != output && isText(input)) {
          boolean behind = use(input) == PathFlag.Use.READ_BEHIND_AT;
          JCommander parsed =
              parse(
                  command,
                  input.getParameter().names()[0],
                  behind ? "@" + file : file,
                  output.getParameter().names()[0],
                  target);
          if (behind || use(input) == PathFlag.Use.READ) {
            assertThatThrownBy(() -> OutputGuard.check(parsed))
                .as(command + " " + input.getNames())
                .isInstanceOf(KwsException.class)
                .hasMessage(file + ": is read by the same command, and will not be overwritten");
          } else {
            OutputGuard.check(parsed);
          }
        }
      }
    }
  }

  @Test
  void numbersAndWordsAreNoPaths() {
    assertThat(OutputGuard.outputs(parse("suite", "s.yaml", "--undecided", "5"))).isEmpty();
    assertThat(OutputGuard.inputs(parse("suite", "s.yaml", "--undecided", "5")))
        .containsOnly(Path.of("s.yaml"));
    assertThat(OutputGuard.outputs(parse("vote", "--undecided", "5", "a.csv")))
        .containsExactly(Path.of("5"));
    assertThat(OutputGuard.inputs(parse("evaluate", "--long_noise", "0.5"))).isEmpty();
    assertThat(OutputGuard.inputs(parse("evaluate", "--long_wav", "a.wav,b.wav")))
        .contains(Path.of("a.wav"), Path.of("b.wav"));
    assertThat(OutputGuard.inputs(parse("benchmark", "--input_layer_values", "1,2"))).isEmpty();
  }

  @Test
  void aFolderMayBeMadeWhereOneIsAndAFileMayNot() throws IOException {
    String there = Files.createDirectory(folder.resolve("there")).toString();
    OutputGuard.check(parse("pseudo", "--out", there));
    assertThatThrownBy(() -> OutputGuard.check(parse("pseudo", "--manifest", there)))
        .hasMessage(there + ": is a folder, not a file to write");
    assertThatThrownBy(() -> OutputGuard.check(parse("vote", "--undecided", there)))
        .hasMessage(there + ": is a folder, not a file to write");
    List<String> both = new ArrayList<>(List.of("--report", "json=" + there));
    assertThatThrownBy(() -> OutputGuard.check(parse("suite", both.toArray(new String[0]))))
        .hasMessage(there + ": is a folder, not a file to write");
  }
}
