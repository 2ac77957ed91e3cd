package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.TinyGraph;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFormatTest {
  private static final String SUITES =
      "text, json, csv, junit, markdown, html, trace, bencher, github";
  @TempDir Path folder;

  private static void refused(String message, String... arguments) {
    Invocation run = Invocation.of(arguments);
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains(message);
    assertThat(run.out).isEmpty();
  }

  @Test
  void whatABenchmarkIsNotWrittenAsIsRefused() {
    refused("--format is text, json, csv, html, trace, benchmark_model, not 'xml'", "--format=xml");
    refused("not 'jsn'; did you mean json?", "--format=jsn");
    refused(
        "m.kws: the report of a compiled model is text, json, csv, not 'html'",
        "--graph=m.kws",
        "--format=html");
  }

  @Test
  void aSuiteHasNoTextOfBenchmarkModel() throws IOException {
    Files.write(folder.resolve("a.pb"), TinyGraph.bytes());
    Path suite = Files.writeString(folder.resolve("s.yaml"), "cases: [{graph: a.pb}]");
    refused(
        "--format is " + SUITES + ", not 'benchmark_model'",
        "suite",
        suite.toString(),
        "--format=benchmark_model");
    refused(
        "the format of --report is " + SUITES + ", not 'xml'",
        "suite",
        suite.toString(),
        "--report=xml=out.xml");
  }
}
