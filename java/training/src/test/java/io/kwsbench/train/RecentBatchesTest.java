package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.corpus.ModelBatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentBatchesTest {
  @Test
  void keepsTheLastBatchesOfAThousandClips() {
    RecentBatches recent = new RecentBatches();
    List<ModelBatch> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(new ModelBatch(List.of(), new int[384]));
      recent.add(all.get(i));
    }

    assertThat(recent).containsExactlyElementsOf(all.subList(7, 10));
    assertThat(recent.last()).isSameAs(all.get(9));
  }

  @Test
  void keepsABatchThatIsLargerThanThat() {
    RecentBatches recent = new RecentBatches();
    ModelBatch large = new ModelBatch(List.of(), new int[5000]);
    recent.add(new ModelBatch(List.of(), new int[10]));
    recent.add(large);

    assertThat(recent).containsExactly(large);
  }
}
