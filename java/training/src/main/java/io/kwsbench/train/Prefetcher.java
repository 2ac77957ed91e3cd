package io.kwsbench.train;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ModelBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Makes the training batch that comes next while a step, or validation, takes the one before.
 *
 * <p>Two batches are in memory at most. Not thread-safe; close it.
 */
final class Prefetcher implements AutoCloseable {
  private final BatchSource source;
  private final BatchFeatures features;
  private final int size;
  private final long end;
  private final ExecutorService worker = Executors.newSingleThreadExecutor();
  private CompletableFuture<ModelBatch> next;
  private long number;
  private long waitedNanos;

  /**
   * @param first the number of the first batch
   * @param end the number after the last one
   */
  Prefetcher(BatchSource source, BatchFeatures features, int size, long first, long end) {
    this.source = source;
    this.features = features;
    this.size = size;
    this.end = end;
    number = first;
    next = first < end ? begin(first) : null;
  }

  private CompletableFuture<ModelBatch> begin(long batch) {
    return CompletableFuture.supplyAsync(() -> features.of(source.training(batch, size)), worker);
  }

  /**
   * The next batch; the one after it is begun.
   *
   * @throws KwsException when it cannot be made
   */
  ModelBatch take() {
    long start = System.nanoTime();
    try {
      ModelBatch batch = next.join();
      number++;
      next = number < end ? begin(number) : null;
      return batch;
    } catch (CompletionException e) {
      if (e.getCause() instanceof OutOfMemoryError cause) {
        throw cause; // as if it had happened here
      }
      throw e.getCause() instanceof KwsException cause ? cause : e;
    } finally {
      waitedNanos += System.nanoTime() - start;
    }
  }

  /** The seconds that {@link #take} has waited since the last call. */
  double takeWaitedSeconds() {
    double seconds = waitedNanos / 1e9;
    waitedNanos = 0;
    return seconds;
  }

  /** Waits for a batch that is being made. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      worker.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
