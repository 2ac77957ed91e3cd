package io.kwsbench.suite.baseline;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.OpMedian;
import io.kwsbench.suite.result.SuiteResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a suite at one time. Immutable.
 *
 * @param schema version of the file's format
 * @param name the baseline's name
 * @param date when it was measured
 * @param kwsbench version that measured it
 * @param machine what its times hold for
 * @param cases by name
 */
public record Baseline(
    int schema,
    String name,
    String date,
    String kwsbench,
    Machine machine,
    Map<String, Entry> cases) {
  /** The version that is written; version 1 had other keys, and is read as well. */
  public static final int SCHEMA = 2;

  /**
   * One case.
   *
   * @param engine engine and version
   * @param threads threads of a run
   * @param medianNanos median of all runs
   * @param roundMedianNanos median of every round
   * @param roundsPerLoading rounds between two loadings
   * @param figures size, FLOPs, instructions and the like, by key
   * @param notes how they were had, by key; empty in baselines of before there were notes
   * @param ops the times of its ops; empty in baselines of version 1
   */
  public record Entry(
      String engine,
      int threads,
      @JsonProperty("median_ns") @JsonAlias("median_nanos") double medianNanos,
      @JsonProperty("round_median_ns") @JsonAlias("round_median_nanos")
          List<Double> roundMedianNanos,
      int roundsPerLoading,
      @JsonProperty("metrics") @JsonAlias("figures") Map<String, Double> figures,
      @JsonProperty("metric_notes") @JsonAlias("notes") Map<String, String> notes,
      List<OpMedian> ops) {
    public Entry {
      notes = notes == null ? Map.of() : notes;
      ops = ops == null ? List.of() : ops;
    }

    /** Returns whether that engine, of whatever version, is the one that it was measured on. */
    public boolean isOfEngine(String other) {
      return name(engine).equals(name(other));
    }

    /**
     * The reason why times and memory of another engine or thread count do not compare with these;
     * empty if they do.
     */
    public Optional<String> difference(String otherEngine, int otherThreads) {
      return isOfEngine(otherEngine) && threads == otherThreads
          ? Optional.empty()
          : Optional.of(
              "does not compare: the baseline ran on "
                  + on(engine, threads)
                  + ", this run on "
                  + on(otherEngine, otherThreads));
    }

    /** The notice about another version of the engine, whose times still compare. */
    public Optional<String> otherVersion(String otherEngine) {
      return engine.equals(otherEngine)
          ? Optional.empty()
          : Optional.of("the baseline's engine was " + engine + ", this is " + otherEngine);
    }

    private static String on(String engine, int threads) {
      return engine + " with " + threads + (threads == 1 ? " thread" : " threads");
    }

    /** An engine's name stands before its version. */
    private static String name(String engine) {
      return engine.strip().split(" ", 2)[0];
    }
  }

  /** The baseline that a result makes. */
  public static Baseline of(String name, SuiteResult result) {
    Map<String, Entry> cases = new LinkedHashMap<>();
    for (CaseResult one : result.cases()) {
      cases.put(
          one.name(),
          new Entry(
              one.engine(),
              one.threads(),
              one.nanos().median(),
              one.times().roundMedianNanos(),
              one.times().roundsPerLoading(),
              one.measures().figures(),
              one.measures().notes(),
              one.profile().map(profile -> OpMedian.of(profile.ops())).orElse(List.of())));
    }
    return new Baseline(
        SCHEMA,
        name,
        result.environment().date(),
        result.environment().software().kwsbench(),
        Machine.of(result.environment()),
        cases);
  }

  /** The same by another name: a file that was copied goes by the copy's. */
  Baseline named(String newName) {
    return new Baseline(schema, newName, date, kwsbench, machine, cases);
  }

  /** Size, FLOPs and the like alone: what another machine's baseline is good for. */
  public Baseline withoutTimes() {
    Map<String, Entry> timeless = new LinkedHashMap<>();
    cases.forEach(
        (caseName, e) ->
            timeless.put(
                caseName,
                new Entry(
                    e.engine(), e.threads(), 0, List.of(), 0, e.figures(), e.notes(), List.of())));
    return new Baseline(schema, name, date, kwsbench, machine, timeless);
  }

  /** The baseline's results of a case. */
  public Optional<Entry> entry(String caseName) {
    return Optional.ofNullable(cases.get(caseName));
  }
}
