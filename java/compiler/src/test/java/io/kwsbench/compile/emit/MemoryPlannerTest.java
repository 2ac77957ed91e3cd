package io.kwsbench.compile.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.compile.emit.MemoryPlanner.Lifetime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MemoryPlannerTest {
  private static final int ALIGNMENT = 64;

  @Provide
  Arbitrary<List<Lifetime>> buffers() {
    Arbitrary<Integer> step = Arbitraries.integers().between(-1, 30);
    Arbitrary<Long> bytes = Arbitraries.longs().between(0, 5000);
    return Combinators.combine(bytes, step, step)
        .as((size, a, b) -> new Lifetime(size, Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 500)
  void noTwoLiveBuffersOverlap(@ForAll("buffers") List<Lifetime> buffers) {
    long[] offsets = MemoryPlanner.offsets(buffers, ALIGNMENT);
    long size = MemoryPlanner.size(buffers, offsets);

    for (int i = 0; i < offsets.length; i++) {
      assertThat(offsets[i] % ALIGNMENT).isZero();
      assertThat(offsets[i] + buffers.get(i).bytes()).isLessThanOrEqualTo(size);
      for (int j = 0; j < i; j++) {
        boolean apart =
            offsets[i] + buffers.get(i).bytes() <= offsets[j]
                || offsets[j] + buffers.get(j).bytes() <= offsets[i];
        boolean live =
            buffers.get(i).first() <= buffers.get(j).last()
                && buffers.get(j).first() <= buffers.get(i).last();
        assertThat(apart || !live).isTrue();
      }
    }
  }

  @Test
  void aChainOfBuffersNeedsTheTwoLargestNeighborsOnly() {
    List<Lifetime> chain =
        List.of(new Lifetime(640, 0, 1), new Lifetime(6400, 1, 2), new Lifetime(128, 2, 3));

    long[] offsets = MemoryPlanner.offsets(chain, ALIGNMENT);

    assertThat(MemoryPlanner.size(chain, offsets)).isEqualTo(7040);
  }
}
