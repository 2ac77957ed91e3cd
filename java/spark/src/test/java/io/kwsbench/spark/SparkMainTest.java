package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** How commands end on a cluster: with the exit codes of the one list. */
class SparkMainTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** A job that fails. */
  private record Failing(String name, Throwable failure) implements Job {
    @Override
    public ExitCode run(SparkSession spark, PrintStream out, Consumer<String> complain) {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }

  private ExitCode run(Throwable failure, String... arguments) {
    err.reset();
    LocalSpark.session();
    List<Job> jobs = List.of(new Failing("predict", failure), new Failing("pseudo", failure));
    return new SparkMain(System.out, new PrintStream(err), jobs).run(arguments);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFaultOfTheProgramAsksForAReportAndTellsItsTraceWhenAsked() {
    Throwable unseen = new NullPointerException("x\ny");
    for (String command : List.of("predict", "pseudo")) {
      for (Throwable fault :
          List.of(unseen, new IllegalStateException("s"), new AssertionError("a"))) {
        assertThat(run(fault, command)).isEqualTo(ExitCode.INTERNAL);
        assertThat(said()).contains("please report it", "--verbose").hasLineCount(1);
      }
      run(unseen, command, "--verbose");
      assertThat(said()).contains("\tat io.kwsbench.spark");
    }
  }

  @Test
  void whatTheUserGaveIsNoFaultOfTheProgram() {
    assertThat(run(new KwsException("x.wav: no clip"), "predict")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(said()).isEqualTo("kwsbench: x.wav: no clip\n");
    assertThat(run(new ParameterException("--a and --b"), "pseudo")).isEqualTo(ExitCode.USAGE);
    assertThat(said()).isEqualTo("kwsbench: --a and --b\n");
    assertThat(run(new KwsException("unused"), "label")).isEqualTo(ExitCode.USAGE);
  }
}
