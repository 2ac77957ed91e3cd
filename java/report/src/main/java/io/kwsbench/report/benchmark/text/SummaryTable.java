package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.report.answer.Timed;
import io.kwsbench.report.benchmark.MemorySection;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.stats.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Times, FLOPs and memory: a row per figure, a column per result. */
final class SummaryTable {
  private final List<Result> results;
  private final List<List<Object>> rows = new ArrayList<>();

  private SummaryTable(List<Result> results) {
    this.results = results;
  }

  static Section.Table of(List<Result> results) {
    SummaryTable table = new SummaryTable(results);
    table.times();
    table.compute();
    table.memory();
    List<Column> columns = new ArrayList<>();
    columns.add(Column.left(""));
    results.forEach(result -> columns.add(Column.right(result.name())));
    return new Section.Table(Section.TableStyle.FITTED, columns, table.rows);
  }

  private void times() {
    row("time per run, median", untraced(Distribution::median));
    row("  90 % of the runs within", untraced(Distribution::p90));
    row("  99 % of the runs within", untraced(Distribution::p99));
    row("  fastest run", untraced(Distribution::min));
    row("runs (outliers)", result -> counted(result.phases().untraced()));
    row(
        "faster than real time",
        result -> result.costs().realTimeFactor().map(f -> Speedup.factor(1 / f)).orElse(""));
    row("loading the model", result -> Timed.time(result.phases().loadUs()));
    row("making the session", result -> Timed.time(result.phases().prepareUs()));
    row("first run", result -> first(result.phases().warmUp()));
    row("traced run, median", result -> traced(result));
  }

  private void compute() {
    row("FLOPs of the graph", result -> count(result.costs().flops().counts().total()));
    row("FLOPs executed", result -> count(result.costs().flops().counts().executed()));
    row(
        "GFLOP/s executed",
        result -> gflops(result.costs().flops().rates().executedPerSecond() / 1e9));
    row(
        "instructions",
        result ->
            result
                .instructions()
                .flatMap(section -> section.count())
                .map(count -> Lines.format("%,d", count))
                .orElse(""));
  }

  private void memory() {
    row("weights", bytes(memory -> Optional.of(memory.weights())));
    row("weights, packed", bytes(MemorySection::packedWeights));
    row("activations, peak", bytes(MemorySection::activationsPeak));
    if (results.size() == 1) {
      row("process, peak", bytes(MemorySection::residentPeak));
    }
  }

  /** The memory of the one process that several results share; empty for a single result. */
  static Optional<Section> sharedMemory(List<Result> results) {
    return results.size() == 1
        ? Optional.empty()
        : results.stream()
            .flatMap(result -> result.costs().memory().residentPeak().stream())
            .max(Long::compare)
            .map(peak -> Bytes.words(peak))
            .map(peak -> "process, peak: " + peak + ", all engines and the JVM included")
            .map(Section.Prose::of);
  }

  private void row(String name, Function<Result, String> cell) {
    List<String> cells = results.stream().map(cell).toList();
    if (cells.stream().allMatch(String::isEmpty)) {
      return;
    }
    List<Object> row = new ArrayList<>(List.of(name));
    cells.forEach(text -> row.add(text.isEmpty() ? Figures.NONE : text));
    rows.add(row);
  }

  private static Function<Result, String> untraced(Function<Distribution, Double> figure) {
    return result -> {
      Distribution runs = result.phases().untraced();
      return runs.count() == 0 ? "" : Timed.time(figure.apply(runs));
    };
  }

  private static String counted(Distribution runs) {
    return Lines.format("%,d (%,d)", runs.count(), runs.outliers());
  }

  private static String first(Distribution warmUp) {
    return warmUp.count() == 0 ? "" : Timed.time(warmUp.first());
  }

  private static String traced(Result result) {
    Distribution traced = result.phases().traced();
    return traced.count() == 0 ? "" : Timed.time(traced.median());
  }

  private static String count(long flops) {
    return flops == 0 ? "" : CppNumbers.humanReadable(flops);
  }

  private static String gflops(double value) {
    return value == 0 ? "" : CppNumbers.fixed(value, 2);
  }

  private static Function<Result, String> bytes(Function<MemorySection, Optional<Long>> part) {
    return result -> part.apply(result.costs().memory()).map(Bytes::words).orElse("");
  }
}
