package io.kwsbench.report.benchmark;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.answer.Answer;
import io.kwsbench.report.answer.EngineTitle;
import io.kwsbench.report.answer.HeardWords;
import io.kwsbench.report.answer.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The answer of a benchmark: its first result, beside the others. */
final class BenchmarkAnswer {
  private final BenchmarkResult benchmark;
  private final Result main;

  private BenchmarkAnswer(BenchmarkResult benchmark) {
    this.benchmark = benchmark;
    this.main = benchmark.results().get(0);
  }

  static Answer of(BenchmarkResult benchmark) {
    BenchmarkAnswer answer = new BenchmarkAnswer(benchmark);
    return new Answer(
        answer.timed(),
        answer.rivals(),
        answer.notCompared(),
        HeardWords.of(
            benchmark.workload().sound(), benchmark.interrupted(), answer.main.answers().heard()));
  }

  private Timed timed() {
    PhasesSection phases = main.phases();
    OptionalDouble realTime =
        main.costs().realTimeFactor().stream().mapToDouble(factor -> factor).findFirst();
    return new Timed(
        EngineTitle.subject(main.engine().engine()),
        realTime.isPresent() ? "clip" : "run",
        phases.untraced().median(),
        phases.untraced().count(),
        main.engine().threads(),
        realTime,
        Timed.Interruption.of(
            benchmark.interrupted(), phases.traced().count(), phases.limit().maxRuns()));
  }

  private List<Answer.Rival> rivals() {
    return benchmark.comparisons().stream()
        .filter(one -> one.candidate().equals(main.name()))
        .flatMap(
            one ->
                one.ratio().stream()
                    .map(ratio -> new Answer.Rival(title(one.reference()), ratio, outputs(one))))
        .toList();
  }

  private String title(String name) {
    return benchmark.results().stream()
        .filter(result -> result.name().equals(name))
        .findFirst()
        .map(result -> EngineTitle.object(result.engine().engine()))
        .orElse(name);
  }

  private static String outputs(Comparison one) {
    if (one.agree()) {
      return "outputs agree";
    }
    return "outputs DISAGREE (largest difference "
        + CppNumbers.significant(one.largestDifference(), 3)
        + ", same class for "
        + one.sameClass()
        + " of "
        + one.items()
        + (one.items() == 1 ? " input)" : " inputs)");
  }

  private List<String> notCompared() {
    List<String> sentences = new ArrayList<>();
    for (Result other : benchmark.results().subList(1, benchmark.results().size())) {
      Optional<Comparison> comparison =
          benchmark.comparisons().stream()
              .filter(one -> one.reference().equals(other.name()))
              .findFirst();
      if (comparison.flatMap(Comparison::ratio).isEmpty()) {
        sentences.add(
            notCompared(
                title(other.name()),
                comparison.map(one -> "too few runs; " + outputs(one)).orElse("interrupted")));
      }
    }
    for (AbsentEngine absent : benchmark.absent()) {
      sentences.add(notCompared(EngineTitle.object(absent.engine()), absent.reason()));
    }
    return sentences;
  }

  private static String notCompared(String engine, String reason) {
    return "Not compared with " + engine + ": " + reason + ".";
  }
}
