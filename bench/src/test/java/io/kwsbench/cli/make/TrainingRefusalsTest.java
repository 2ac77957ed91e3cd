package io.kwsbench.cli.make;

import static io.kwsbench.cli.make.TwoWords.train;
import static io.kwsbench.cli.make.TwoWords.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands of training refuse. */
class TrainingRefusalsTest {
  @TempDir Path folder;

  @Test
  void badInputIsOneLine() throws IOException {
    String data = TwoWords.data(folder);
    assertBad(ExitCode.USAGE, "--data is required", "corpus");
    assertBad(ExitCode.BAD_INPUT, "no such folder", "corpus", "--data", "/none");
    assertBad(ExitCode.USAGE, "--out is required", "train", "--data", data);
    assertBad(
        ExitCode.BAD_INPUT,
        "no clips of the wanted word 'maybe'",
        "corpus",
        "--data",
        data,
        "--words",
        "maybe");
    assertBad(
        ExitCode.USAGE,
        "'green' is not white, pink, blue, brown or violet",
        "noise",
        "--out",
        "/tmp",
        "--colors",
        "green");
    assertBad(ExitCode.USAGE, "give either --graph or --checkpoint", "evaluate", "--data", "/none");
    assertBad(ExitCode.BAD_INPUT, "no such folder", "plot", "--logs", "/none", "--out", "/none");
    assertBad(
        ExitCode.BAD_INPUT,
        "no architecture 'po'",
        with(train(data, "x", "1"), "--architecture", "po"));
    assertBad(
        ExitCode.BAD_INPUT,
        "architecture 'pi' takes raw, not mfcc, which residual takes",
        with(train(data, "x", "1"), "--architecture", "pi", "--features", "mfcc"));
    assertBad(
        ExitCode.BAD_INPUT,
        "no features 'mel'; raw, spec, mfcc, mfcc_and_raw",
        with(train(data, "x", "1"), "--features", "mel"));
    assertBad(
        ExitCode.USAGE,
        "--format: 'xml' is not text or json",
        with(train(data, "x", "1"), "--format", "xml"));
    assertBad(
        ExitCode.USAGE,
        "--features applies to --checkpoint only: a graph contains its front end",
        "evaluate",
        "--graph",
        "x.pb",
        "--data",
        "/none",
        "--features",
        "mfcc");
  }

  /** Before data and model are looked for: hearing the clips takes minutes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rule=average,threshold=0.5 | --rule: evaluate tries all thresholds; name none",
        "--rule=loudest | --rule",
        "--tolerance_ms=-1 | --smoothing_ms, --deaf_ms and --tolerance_ms must not be negative",
        "--speech=/none | --speech needs --snr_db",
        "--protocol=loud | --protocol: 'loud' is not picovoice or mlperf_tiny or tensorflow",
        "--protocol=tensorflow | --protocol tensorflow needs --long_wav",
        "--budget=often | --budget: 'often' is not a number of false alarms per hour",
      })
  void evaluateRefusesItsDetectorAtOnce(String flag, String part) {
    String[] line = {
      "evaluate", "--graph", "/none.pb", "--data", "/none", "--long_minutes=1", flag
    };
    assertBad(ExitCode.USAGE, "kwsbench: " + part, line);
  }

  private static void assertBad(ExitCode code, String part, String... arguments) {
    Invocation invocation = Invocation.of(arguments);
    assertThat(invocation.err).contains(part);
    assertThat(invocation.code).isEqualTo(code);
    assertThat(invocation.err.strip()).doesNotContain("\tat ");
  }
}
