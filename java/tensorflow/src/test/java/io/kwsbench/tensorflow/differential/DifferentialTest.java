package io.kwsbench.tensorflow.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Made-up graphs of all ops that the compiler claims, in the engine, in the engine without any
 * pass, and in TensorFlow. {@code -Dkwsbench.differential.seed} and {@code .graphs} ask for others.
 */
@Tag(Campaign.TAG)
class DifferentialTest {
  private static final long SEED = Long.getLong("kwsbench.differential.seed", 1);
  private static final int GRAPHS =
      Integer.getInteger("kwsbench.differential.graphs", Campaign.tries(300, 2000));

  private static final String UNOPTIMIZED = "kwsbench.tensorflow.unoptimized";

  /** Failing graphs that are shrunk and shown. */
  private static final int MAX_SHOWN = 5;

  /** TensorFlow's own rewriting aborts the process on one such graph in some 3,000. */
  @BeforeAll
  static void tensorFlowRunsGraphsAsTheyAre() {
    System.setProperty(UNOPTIMIZED, "true");
  }

  @AfterAll
  static void tensorFlowOptimizesAgain() {
    System.clearProperty(UNOPTIMIZED);
  }

  @Test
  void optimizedAndUnoptimizedAreTensorFlow() {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < GRAPHS && faults.size() < MAX_SHOWN; i++) {
      Sample sample = Samples.of(SEED * 1_000_000 + i);
      Outcome.fault(sample).map(fault -> shown(sample, fault)).ifPresent(faults::add);
    }
    assertThat(faults).as("seed %d, %d graphs", SEED, GRAPHS).isEmpty();
  }

  static String shown(Sample sample, String fault) {
    String kind = fault.replaceAll("^(\\w+: \\w+).*", "$1");
    Sample small =
        new Shrinker(s -> Outcome.fault(s).filter(f -> f.startsWith(kind)).isPresent())
            .shrink(sample);
    Optional<String> now = Outcome.fault(small);
    return "graph of seed %d: %s\nat first: %s\n%s\n"
        .formatted(sample.seed(), now.orElse("gone"), fault, small.listing());
  }
}
