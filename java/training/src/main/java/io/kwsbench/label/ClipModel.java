package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.FrozenGraph;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A graph that gives one probability a class for a clip, loaded into an engine.
 *
 * <p>Thread-safe; scorers made from it are for one thread each.
 */
public final class ClipModel implements AutoCloseable {
  private final FrozenGraph graph;
  private final String engine;
  private final EngineModel model;
  private final ClipInput input;
  private final CompletableFuture<byte[]> digest;
  private final int classes;

  /**
   * Loads the graph and runs it once over silence to see what it gives.
   *
   * @throws KwsException when the graph takes no clip, gives no vector, or does not run
   */
  public ClipModel(Engine engine, FrozenGraph graph) {
    this.graph = graph;
    this.engine = engine.name() + " " + engine.version();
    this.input = ClipInput.of(graph);
    // beside the compiler, which uses one core
    this.digest = CompletableFuture.supplyAsync(() -> Fingerprint.digest(graph.toBytes()));
    this.model = engine.load(graph);
    try {
      this.classes = countClasses();
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private int countClasses() {
    try (EngineSession session = silentSession()) {
      session.run();
      TensorValue result = session.fetch(0);
      if (result.dtype() != DType.FLOAT || result.buffer().remaining() == 0) {
        throw new KwsException(
            graph.source() + ": output " + input.fetch() + " is " + result + ", no probabilities");
      }
      return result.floats().length;
    }
  }

  /** A session that was fed silence. */
  EngineSession silentSession() {
    EngineSession session = model.newSession(input.options());
    try {
      input.feedRate(session);
      session.feed(input.samples(), TensorValue.zeros(DType.FLOAT, input.shape()));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** Probabilities a clip. */
  public int classes() {
    return classes;
  }

  /** Samples that a clip is cut or padded to. */
  public int samples() {
    return input.length();
  }

  /** A scorer of clips in memory, for one thread; close it before this model. */
  public SampleScorer sampleScorer() {
    return new SampleScorer(model, input);
  }

  /** A scorer of WAV files, for one thread; close it before this model. */
  public ClipScorer scorer(List<Fold> folds, SampleScale scale) {
    return new ClipScorer(model, input, classes, folds, scale);
  }

  /** What a journal over these clips is about. */
  JournalHeader header(ClipFolder clips, PredictOptions options) {
    List<String> run = List.of(engine, options.describe());
    Fingerprint fingerprint = Fingerprint.ofDigest(digest.join(), run, clips.names());
    return new JournalHeader(classes, clips.size(), fingerprint);
  }

  @Override
  public void close() {
    model.close();
  }
}
