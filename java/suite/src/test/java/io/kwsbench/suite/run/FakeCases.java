package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.load.CaseLoader;
import io.kwsbench.suite.load.LoadedCase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * Models that take simulated time: each case's nanoseconds, with jitter, a slow first dozen of runs
 * and a clock that drifts. Deterministic.
 */
final class FakeCases implements CaseLoader {
  private final Map<String, Double> nanos = new HashMap<>();
  private final Map<String, float[]> answers = new HashMap<>();
  private final Random random;
  private List<String> names = List.of();
  private long now = 1;
  private int open;
  private long failAfterRuns = Long.MAX_VALUE;
  private long runs;
  private double drift = 0.2;

  FakeCases(long seed) {
    random = new Random(seed);
  }

  FakeCases with(String caseName, double caseNanos) {
    nanos.put(caseName, caseNanos);
    return this;
  }

  FakeCases answering(String caseName, float... probabilities) {
    answers.put(caseName, probabilities);
    return this;
  }

  /** Another answer to the clips whose path holds a text. */
  FakeCases answeringTo(String inPath, String caseName, float... probabilities) {
    answers.put(caseName + "@" + inPath, probabilities);
    return this;
  }

  FakeCases failingAfter(long count) {
    failAfterRuns = count;
    return this;
  }

  FakeCases drifting(double amplitude) {
    drift = amplitude;
    return this;
  }

  LongSupplier clock() {
    return () -> now;
  }

  /** Models that are loaded and not closed. */
  int open() {
    return open;
  }

  long runs() {
    return runs;
  }

  FakeCases naming(String... classes) {
    names = List.of(classes);
    return this;
  }

  @Override
  public ModelLabels labels(SuiteCase one) {
    return new ModelLabels(names, one.graph().toString());
  }

  @Override
  public LoadedCase load(SuiteCase one) {
    open++;
    double layout = Math.exp(0.003 * random.nextGaussian());
    return new Fake(one.name(), nanos.get(one.name()) * layout);
  }

  private final class Fake implements LoadedCase {
    private final String name;
    private final double mean;
    private int warm;
    private boolean closed;

    Fake(String name, double mean) {
      this.name = name;
      this.mean = mean;
    }

    @Override
    public String engine() {
      return "fake 1.0";
    }

    @Override
    public void feed(int run) {}

    @Override
    public void run() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      if (++runs > failAfterRuns) {
        throw new KwsException(name + ": the engine broke");
      }
      double cold = 1 + 2 * Math.exp(-warm++ / 4.0);
      double wave = 1 + drift * Math.sin(now / 2e9);
      now += (long) (mean * cold * wave * Math.exp(0.02 * random.nextGaussian()));
    }

    @Override
    public RunTrace runTraced() {
      long start = now;
      run();
      long half = (now - start) / 2;
      return new RunTrace(
          now - start,
          List.of(
              new OpTrace("a", "MatMul", 0, half, 0, List.of(), 0, List.of("a")),
              new OpTrace("b", "Softmax", half, half, 0, List.of(), 0, List.of("b"))));
    }

    @Override
    public float[] classify(Path wav) {
      return answers.entrySet().stream()
          .filter(e -> e.getKey().startsWith(name + "@"))
          .filter(e -> wav.toString().contains(e.getKey().substring(name.length() + 1)))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseGet(() -> answers.get(name));
    }

    @Override
    public void close() {
      open -= closed ? 0 : 1;
      closed = true;
    }
  }
}
