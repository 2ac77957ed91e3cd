package io.kwsbench.train;

import io.kwsbench.corpus.ModelBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The last batches of an epoch: enough clips for statistics, few enough for memory. */
final class RecentBatches implements Iterable<ModelBatch> {
  private static final int CLIPS = 1024;

  private final Deque<ModelBatch> batches = new ArrayDeque<>();
  private int clips;

  /** Adds a batch, and drops the oldest ones that are not needed any more. */
  void add(ModelBatch batch) {
    batches.addLast(batch);
    clips += batch.size();
    while (clips - batches.getFirst().size() >= CLIPS) {
      clips -= batches.removeFirst().size();
    }
  }

  /** The newest batch. */
  ModelBatch last() {
    return batches.getLast();
  }

  @Override
  public Iterator<ModelBatch> iterator() {
    return batches.iterator();
  }
}
