package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.Parameter;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.Within;
import io.kwsbench.usage.ExitCode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that do not suit their flags. */
class FlagValueTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "benchmark --max_num_runs abc|--max_num_runs must be a whole number, not 'abc'",
        "benchmark --max_num_runs=1.5|--max_num_runs must be a whole number, not '1.5'",
        "benchmark --max_num_runs 9999999999|"
            + "--max_num_runs must be from -2147483648 to 2147483647, not 9999999999",
        "corpus --data d --seed 99999999999999999999|"
            + "--seed must be from -9223372036854775808 to 9223372036854775807,"
            + " not 99999999999999999999",
        "benchmark --max_time ten|--max_time must be a number, not 'ten'",
        "benchmark --max_time NaN|--max_time must be a number, not 'NaN'",
        "train --data d --out o --dropout 1e999|--dropout must be a number, not '1e999'"
      })
  void aNumberNamesItsFlagAndValue(String line, String message) {
    Invocation refused = Invocation.of(line.split(" "));
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).isEqualTo("kwsbench: " + message + "\n");
  }

  @Test
  void aNumberKeepsTheBoundsOfItsFlag() {
    List<Invocation> refused = new ArrayList<>();
    for (Command command : Commands.all().list()) {
      for (Field flag : FlagReads.flags(command.getClass())) {
        Within bounds = flag.getAnnotation(Within.class);
        for (long out :
            bounds == null ? new long[0] : new long[] {bounds.min() - 1, bounds.max() + 1}) {
          String name = names(flag)[0];
          refused.add(Invocation.of(command.name(), name + "=" + out));
          assertThat(refused.get(refused.size() - 1).err)
              .isEqualTo(
                  "kwsbench: %s must be from %d to %d, not %d\n"
                      .formatted(name, bounds.min(), bounds.max(), out));
        }
      }
    }
    assertThat(refused).hasSizeGreaterThan(20).allMatch(one -> one.code == ExitCode.USAGE);
  }

  @Test
  void noFlagIgnoresAnEmptyValue() {
    Stream<String[]> flags =
        Commands.all().list().stream()
            .flatMap(
                command ->
                    FlagReads.flags(command.getClass()).stream()
                        .filter(field -> field.getType() == String.class)
                        .map(FlagValueTest::names)
                        .filter(names -> names.length > 0)
                        .map(names -> new String[] {command.name(), names[0]}));
    List<String[]> all =
        flags.filter(flag -> !flag[1].matches("--input_layer_(shape|values)")).toList();
    assertThat(all).hasSizeGreaterThan(100);
    for (String[] flag : all) {
      Invocation refused = Invocation.of(flag[0], flag[1] + "=");
      assertThat(refused.err).isEqualTo("kwsbench: " + flag[1] + " needs a value; '' is empty\n");
      assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    }
  }

  private static String[] names(Field field) {
    return field.getAnnotation(Parameter.class).names();
  }

  @Test
  void anEmptyShapeIsThatOfAScalar() {
    Invocation scalar =
        Invocation.of(
            "compile",
            "--dump_plan",
            "--input_layer",
            "decoded_sample_data,decoded_sample_data:1",
            "--input_layer_shape",
            "16000,1:");
    assertThat(scalar.code).as(scalar.err).isEqualTo(ExitCode.DONE);
    Invocation missing = Invocation.of("compile", "--dump_plan", "--input_layer_shape=");
    assertThat(missing.err)
        .isEqualTo("kwsbench: --input_layer_shape needs --input_layer, the names of the inputs\n");
  }
}
