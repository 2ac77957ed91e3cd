package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.Parameter;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.kwsbench.HouseClasses;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.measure.BenchmarkCommand;
import io.kwsbench.cli.use.RunCommand;
import io.kwsbench.usage.ExitCode;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flag of every command does something there, or is refused. */
class NoFlagIgnoredTest {
  @TempDir Path folder;

  /** What the test must find: a command that never reads one of its flags. */
  static final class Deaf implements Command {
    @Parameter(names = "--heard")
    private String heard = "";

    @Parameter(names = "--unheard")
    private String unheard = "";

    @Override
    public String name() {
      return heard;
    }

    @Override
    public String summary() {
      return unheard;
    }

    @Override
    public String example() {
      return "";
    }

    @Override
    public ExitCode run(CliContext context) {
      return Stream.of(1).map(i -> name()).findAny().map(n -> ExitCode.DONE).orElseThrow();
    }
  }

  static Stream<Class<? extends Command>> commands() {
    return Commands.all().list().stream().map(Command::getClass);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandReadsEveryFlagThatItDeclares(Class<? extends Command> command) {
    assertThat(FlagReads.flags(command)).isNotEmpty();
    assertThat(new FlagReads(HouseClasses.ALL).ignored(command)).isEmpty();
  }

  @Test
  void aFlagThatIsNeverReadIsFound() {
    JavaClasses deaf = new ClassFileImporter().importClasses(Deaf.class);
    assertThat(new FlagReads(deaf).ignored(Deaf.class)).containsExactly("--unheard");
  }

  @Test
  void ofACompiledModelEveryFlagCountsOrIsRefused() throws Exception {
    String model = Files.writeString(folder.resolve("model.kws"), "no plan").toString();
    requireCountedOrRefused(
        "benchmark", BenchmarkCommand.class, BenchmarkCommand.PLAN_FLAGS, model);
    requireCountedOrRefused("run", RunCommand.class, RunCommand.PLAN_FLAGS, model);
  }

  private static void requireCountedOrRefused(
      String name, Class<? extends Command> command, Set<String> counted, String model) {
    List<List<String>> declared =
        FlagReads.flags(command).stream()
            .map(field -> Arrays.asList(field.getAnnotation(Parameter.class).names()))
            .filter(names -> !names.isEmpty())
            .toList();
    assertThat(declared.stream().flatMap(List::stream)).containsAll(counted);
    for (Field field : FlagReads.flags(command)) {
      List<String> names = Arrays.asList(field.getAnnotation(Parameter.class).names());
      if (!names.isEmpty() && names.stream().noneMatch(counted::contains)) {
        String value = field.getType().equals(String.class) ? "x" : "1";
        Invocation typed = Invocation.of(name, "--graph", model, names.get(0) + "=" + value);
        assertThat(typed.code).as(names + typed.err).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err)
            .contains(names.get(0) + " does not apply to a compiled model")
            .hasLineCount(1);
      }
    }
  }

  /** Flags that change nothing without another one, or beside it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          benchmark --output_prefix x               | --output_prefix
          benchmark --format json --show_flops      | --show_flops
          benchmark --show_time=false --time_limit 3 | --time_limit
          freeze --checkpoint c --window_size_ms 30 | --window_size_ms
          freeze --checkpoint c --features spec --dct_coefficient_count 9 | --dct_coefficient_count
          train --data d --out o --window_stride_ms 5 | --window_stride_ms
          train --data d --out o --schedule cosine --plateau_patience 2 | --plateau_patience
          train --data d --out o --plateau_patience 2 | --plateau_patience
          train --data d --out o --recipe challenge2017 --warmup 2 | --warmup
          train --data d --out o --speed 0.2        | --speed
          train --data d --out o --noise_frequency 0 --noise_volume 1 | --noise_volume
          train --data d --out o --noise_frequency 0 --noise_snr_db 0,9 | --noise_snr_db
          train --data d --out o --noise_snr_db 0,9 --noise_volume 1 | --noise_volume
          train --data d --out o --noise_snr_db 0,9 --silence_volume 1 | --silence_volume
          train --data d --out o --sets lists --testing 3 | --testing
          evaluate --graph g --data d --gap 5       | --gap
          evaluate --graph g --data d --hop_ms 50   | --hop_ms
          evaluate --graph g --data d --long_wav x --long_noise 1 | --long_noise
          evaluate --graph g --data d --rule streak | --rule
          evaluate --graph g --data d --vad         | --vad
          evaluate --graph g --data d --budget 1/h  | --budget
          evaluate --graph g --data d --long_minutes 1 --write x.kws | --write
          evaluate --graph g --data d --long_minutes 1 --rule streak --deaf_ms 5 | --deaf_ms
          corpus --data d --sets lists --validation 3 | --validation
          suite s.yaml --baselines b                | --baselines
          suite s.yaml --other_machine              | --other_machine
          suite s.yaml --version_name v             | --version_name
          selftest --instructions --budget 3        | --budget
          selftest --instructions --background_load | --background_load
          compile --graph g --out o --input_layer x --input_layer_values 1 | --input_layer_values
          compare --engine tensorflow a.kws         | --engine
          evaluate --graph g --data d --lambda_names challenge2017 | --lambda_names
          predict --graph g --clips c --out o --speed_tta s | --speed_tta
          pseudo --threshold 0.5 --out o a.csv b.csv | --threshold
          compile --graph g --dump_plan --hop_ms 80 | --hop_ms
          compile --graph g --dump_plan --rule streak | --rule
          compile --graph g --out o --stream_hop_ms 80 | --stream_hop_ms
          compile --graph g --dump_ir --precision weights8 | --precision
          listen --graph g --near_miss 0.3 -        | --near_miss
          listen --graph g --device mic a.wav       | --device
          listen --graph g --sample_rate 8000 a.wav | --sample_rate
          listen --list_devices --hop_ms 80         | --hop_ms
          """)
  void aFlagThatWouldChangeNothingIsRefusedByName(String line, String flag) {
    Invocation refused = Invocation.of(line.strip().split(" +"));
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains(flag).hasLineCount(1);
  }
}
