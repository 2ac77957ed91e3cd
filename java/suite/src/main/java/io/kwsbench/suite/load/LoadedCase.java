package io.kwsbench.suite.load;

import io.kwsbench.engine.RunTrace;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.stats.OpTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A model that is loaded and fed. One thread at a time may use it. */
public interface LoadedCase extends AutoCloseable {
  /** The engine's name and version, such as {@code tensorflow 2.18.0}. */
  String engine();

  /** Feeds the input of run number {@code run}; not timed. */
  void feed(int run);

  /** One inference. */
  void run();

  /**
   * Nanoseconds of so many inferences, fed as runs number {@code first} and on, after one that only
   * brings caches back.
   *
   * @param clock what measures them, unless the model runs beside a clock of its own
   */
  default long[] timed(int first, int runs, LongSupplier clock) {
    long[] nanos = new long[runs];
    feed(first);
    run();
    for (int i = 0; i < runs; i++) {
      feed(first + i);
      nanos[i] = once(clock);
    }
    return nanos;
  }

  /** Nanoseconds of one inference on what was fed last. */
  default long once(LongSupplier clock) {
    long start = clock.getAsLong();
    run();
    return Math.max(1, clock.getAsLong() - start);
  }

  /** One inference with every op timed. */
  RunTrace runTraced();

  /**
   * The model's output for a clip.
   *
   * @return one probability per class
   */
  float[] classify(Path wav);

  /** Traced runs as tables, with FLOPs and bytes where the model's file tells them. */
  default OpTable ops(TraceProfile profile) {
    return OpTable.of(profile);
  }

  /**
   * The classes of the clips that it is fed; none when it is fed zeros.
   *
   * @param labels a file of their names; empty calls them {@code p0}, {@code p1}, …
   */
  default List<ClipPrediction> heard(Optional<Path> labels) {
    return List.of();
  }

  @Override
  void close();
}
