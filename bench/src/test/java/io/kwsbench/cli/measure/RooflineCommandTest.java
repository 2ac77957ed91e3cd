package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RooflineCommandTest {
  @Test
  void measuresTheMachineAndEveryStep() {
    Invocation run = Invocation.of("roofline", "--max_num_runs=3", "--gemms=true", "--threads=2");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    Matcher peak = Pattern.compile("FMA peak +([\\d.]+) GFLOP/s").matcher(run.out);
    Matcher blas = Pattern.compile("OpenBLAS sgemm +([\\d.]+) GFLOP/s").matcher(run.out);
    assertThat(peak.find()).isTrue();
    assertThat(blas.find()).isTrue();
    assertThat(Double.parseDouble(peak.group(1))).isPositive();
    assertThat(Double.parseDouble(blas.group(1))).isPositive();
    // the products' results were compared before they were timed
    assertThat(run.out).contains("399 x 80 x 128").containsPattern("of 12 faster than OpenBLAS");
    assertThat(run.out.replaceAll("\\s+", " "))
        .containsPattern("on 2 threads [\\d.]+ µs \\([\\d.]+ when they were asleep\\).*same bits");
    assertThat(run.out.lines()).allMatch(line -> line.length() <= 100);
    assertThat(run.out).containsPattern("clock read, one per step +\\d");
    assertThat(run.out).contains("all steps").contains("depthwise_pointwise");
    assertThat(run.out).doesNotContain("precision");
  }

  @Test
  void stepsHaveTheirPrecision() {
    Invocation run =
        Invocation.of("roofline", "--max_num_runs=3", "--precision=weights16", "--format=csv");
    assertThat(run.err).isEmpty();
    assertThat(run.out.lines().findFirst().orElseThrow()).endsWith(",precision");
    assertThat(run.out.lines().filter(line -> line.startsWith("depthwise_pointwise,")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(",weights16"));
    assertThat(run.out.lines().filter(line -> line.startsWith("softmax,")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(",float32"));
    Invocation wrong = Invocation.of("roofline", "--precision=int4");
    assertThat(wrong.code).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err).contains("--precision: 'int4' is none of float32");
  }
}
