package io.kwsbench.suite.internal.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundPlanTest {
  @Test
  void theOrderIsTheSeedsAndChangesFromRoundToRound() {
    List<Contestant> contestants =
        List.of(new Contestant("a", false), new Contestant("b", false), new Contestant("a", true));
    assertThat(RoundPlan.order(contestants, 3, 5)).isEqualTo(RoundPlan.order(contestants, 3, 5));
    long orders =
        IntStream.range(0, 60)
            .mapToObj(round -> RoundPlan.order(contestants, 3, round))
            .distinct()
            .count();
    assertThat(orders).isEqualTo(6);
  }
}
