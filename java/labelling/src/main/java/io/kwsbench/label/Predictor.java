package io.kwsbench.label;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs a model over the clips that a journal lacks: workers decode and score, the calling thread
 * alone writes, in clip order.
 *
 * <p>Few chunks of clips are under way at a time, so memory does not depend on how many clips there
 * are.
 */
final class Predictor {
  private static final int CHUNK = 16;
  private static final int CHUNKS_PER_WORKER = 4;

  private final ClipModel model;
  private final ClipFolder clips;
  private final PredictOptions options;
  private final PredictListener listener;
  private final ClipStamps stamps;

  Predictor(ClipModel model, ClipFolder clips, PredictOptions options, PredictListener listener) {
    this.stamps = new ClipStamps(clips, options);
    this.model = model;
    this.clips = clips;
    this.options = options;
    this.listener = listener;
  }

  /** Some clips' results, all of them. */
  private record Chunk(List<ClipResult> results, List<Told> told) {}

  /** A line about a clip. */
  private record Told(boolean problem, String line) {
    void to(PredictListener listener) {
      if (problem) {
        listener.problem(line);
      } else {
        listener.fitted(line);
      }
    }
  }

  /**
   * Drops the clips of a journal from the first replaced one on, with a warning.
   *
   * @return how many are left
   * @throws KwsException when the journal cannot be read or cut
   */
  int keepUnchanged(PredictionJournal journal) {
    try {
      if (journal.keepWhile(stamps::of)) {
        listener.problem(
            clips.file(journal.done())
                + ": has changed since the run that is resumed; it and the clips after it are run"
                + " again");
      }
      return journal.done();
    } catch (IOException e) {
      throw new KwsException("the journal cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Fills the journal.
   *
   * @param rows shown every clip in order, those of earlier runs too
   * @return whether all clips are done; false when the listener asked to stop
   * @throws KwsException when the model fails or the journal cannot be written
   */
  boolean fill(PredictionJournal journal, PredictionJournal.Visitor rows) {
    BlockingQueue<PredictWorker> workers = new ArrayBlockingQueue<>(options.workers());
    ExecutorService pool = Executors.newFixedThreadPool(options.workers());
    try {
      for (int i = 0; i < options.workers(); i++) {
        workers.add(new PredictWorker(model, clips, options));
      }
      return fill(journal, rows, pool, workers);
    } catch (IOException e) {
      throw new KwsException("the journal cannot be read: " + e.getMessage(), e);
    } finally {
      pool.shutdownNow();
      closeAll(pool, workers);
    }
  }

  /** Chunks under way are given up, but no session is closed under its run. */
  private static void closeAll(ExecutorService pool, BlockingQueue<PredictWorker> workers) {
    boolean ended = false;
    boolean interrupted = false;
    while (!ended) {
      try {
        ended = pool.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    workers.forEach(PredictWorker::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean fill(
      PredictionJournal journal,
      PredictionJournal.Visitor rows,
      ExecutorService pool,
      BlockingQueue<PredictWorker> workers)
      throws IOException {
    Deque<Future<Chunk>> underWay = new ArrayDeque<>();
    journal.forEach(rows);
    int next = journal.done();
    while (journal.done() < clips.size()) {
      while (next < clips.size() && underWay.size() < options.workers() * CHUNKS_PER_WORKER) {
        int from = next;
        int to = Math.min(from + CHUNK, clips.size());
        underWay.add(pool.submit(() -> score(workers, from, to)));
        next = to;
      }
      if (listener.stopped()) {
        return false;
      }
      Chunk chunk = await(underWay.remove());
      int first = journal.done();
      journal.append(chunk.results());
      for (int i = first; i < journal.done(); i++) {
        rows.clip(i, chunk.results().get(i - first));
      }
      chunk.told().forEach(line -> line.to(listener));
      listener.done(journal.done());
    }
    return true;
  }

  private Chunk score(BlockingQueue<PredictWorker> workers, int from, int to)
      throws InterruptedException {
    PredictWorker worker = workers.take();
    try {
      List<Told> told = new ArrayList<>();
      List<ClipResult> results = new ArrayList<>();
      for (int i = from; i < to; i++) {
        if (Thread.interrupted()) {
          throw new InterruptedException("a chunk that nobody waits for any more");
        }
        results.add(score(worker, i, told));
      }
      return new Chunk(results, told);
    } finally {
      workers.add(worker);
    }
  }

  private ClipResult score(PredictWorker worker, int clip, List<Told> told) {
    long stamp = stamps.of(clip);
    try {
      float[] scores = worker.score(clip, line -> told.add(new Told(false, line)));
      return new ClipResult.Scored(scores, stamp);
    } catch (UnreadableClipException e) {
      told.add(new Told(true, e.getMessage()));
      return new ClipResult.Unreadable(stamp);
    }
  }

  private static Chunk await(Future<Chunk> chunk) {
    try {
      return chunk.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KwsException("interrupted", e);
    }
  }
}
