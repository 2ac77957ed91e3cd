package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.files.InputFile;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.MetadataSection;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A graph that gives one probability a class for a clip, loaded into an engine.
 *
 * <p>Thread-safe; scorers made from it are for one thread each.
 */
public final class ClipModel implements AutoCloseable {
  private static final int MAX_BYTES = 1 << 30;
  private final ModelLabels own;
  private final ModelMetadata metadata;
  private final long sizeBytes;
  private final String engine;
  private final EngineModel model;
  private final ClipInput input;
  private final Optional<ClipSteps> steps;
  private final CompletableFuture<byte[]> digest;
  private final int classes;

  /**
   * Loads the graph and runs it once over silence to see what it gives.
   *
   * @throws KwsException when the graph takes no clip, gives no vector, or does not run
   */
  public ClipModel(Engine engine, FrozenGraph graph) {
    this(
        ClipInput.of(graph),
        graph.source(),
        metadata(graph),
        engine.description(),
        graph::toBytes,
        graph.sizeBytes(),
        () -> engine.load(graph));
  }

  /**
   * Opens a compiled model, a {@code .kws} file.
   *
   * @throws KwsException when it is none, takes no clip or gives no vector
   */
  public static ClipModel open(Engine engine, Path file) {
    String source = file.toString();
    EngineModel model = engine.open(ModelSource.of(file));
    try {
      byte[] bytes = InputFile.bytes(file, MAX_BYTES, "a compiled model");
      ModelMetadata metadata = MetadataSection.read(file);
      return new ClipModel(
          input(model, metadata, source),
          source,
          metadata,
          engine.description(),
          () -> bytes,
          bytes.length,
          () -> model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static ClipInput input(EngineModel model, ModelMetadata metadata, String source) {
    try (EngineSession session = model.newSession(1)) {
      return ClipInput.of(session.options().feeds(), session.options().fetches(), metadata, source);
    }
  }

  private ClipModel(
      ClipInput input,
      String source,
      ModelMetadata metadata,
      String engine,
      Supplier<byte[]> bytes,
      long sizeBytes,
      Supplier<EngineModel> loading) {
    this.input = input;
    this.steps = ClipSteps.of(input.length(), metadata, source);
    List<String> labels = metadata.labels();
    this.own = new ModelLabels(steps.map(one -> one.labels(labels)).orElse(labels), source);
    this.metadata = metadata;
    this.engine = engine;
    this.sizeBytes = sizeBytes;
    // beside the compiler, which uses one core
    this.digest = CompletableFuture.supplyAsync(() -> Fingerprint.digest(bytes.get()));
    this.model = loading.get();
    try {
      this.classes = countClasses();
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  private static ModelMetadata metadata(FrozenGraph graph) {
    List<TensorName> outputs = graph.outputs();
    return outputs.isEmpty() ? ModelMetadata.NONE : graph.metadata(outputs.get(0));
  }

  private int countClasses() {
    try (EngineSession session = silentSession()) {
      session.run();
      TensorValue result = session.fetch(0);
      if (result.dtype() != DType.FLOAT || result.buffer().remaining() == 0) {
        throw new KwsException(
            own.source() + ": output " + input.fetch() + " is " + result + ", no probabilities");
      }
      int scores = result.floats().length;
      return steps.map(one -> one.classes(scores)).orElse(scores);
    }
  }

  /** A session that was fed silence. */
  EngineSession silentSession() {
    EngineSession session = input.newSession(model);
    try {
      session.feed(input.samples(), TensorValue.zeros(DType.FLOAT, input.shape()));
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The inputs, with static shapes. */
  public List<TensorSpec> feeds() {
    return input.feeds();
  }

  /**
   * Tensors inside a graph that was made of this model's, for one thread; close them.
   *
   * @throws KwsException when the graph does not run, or lacks a tensor
   */
  public ClipTensors tensors(Engine other, FrozenGraph graph, List<TensorName> tensors) {
    return new ClipTensors(input, other, graph, tensors);
  }

  /** The model's name in messages: its file. */
  public String source() {
    return own.source();
  }

  /** Bytes of its file, or of the graph that was made of it. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** The engine that runs it, and its version. */
  public String engine() {
    return engine;
  }

  /** The name of the engine that runs it. */
  public String engineName() {
    return engine.substring(0, engine.indexOf(' '));
  }

  /** The class names in the model's own metadata. */
  public ModelLabels labels() {
    return own;
  }

  /** The metadata of the model's file. */
  public ModelMetadata metadata() {
    return metadata;
  }

  /** Probabilities a clip. */
  public int classes() {
    return classes;
  }

  /**
   * Samples that a clip is cut or padded to; the window of the first step where clips of any length
   * are heard in steps.
   */
  public int samples() {
    return steps.map(ClipSteps::window).orElse(input.length());
  }

  /**
   * Samples from window to window of a model that hears sound in steps, each after the one before;
   * empty for a model whose windows may be any distance apart.
   */
  public OptionalInt stride() {
    return steps.map(one -> OptionalInt.of(one.stride())).orElse(OptionalInt.empty());
  }

  /** Returns whether the model has one class, a word, so that it cannot tell silence apart. */
  public boolean knowsOneWord() {
    return steps.flatMap(ClipSteps::threshold).isPresent();
  }

  /** A scorer of clips in memory, for one thread; close it before this model. */
  public SampleScorer sampleScorer() {
    return new SampleScorer(model, input, steps);
  }

  /**
   * A scorer of windows of longer sound, for one thread; close it before this model.
   *
   * @param hop samples from window to window, at least 1
   * @throws KwsException when the model needs another hop
   */
  public LabelingScorer windowScorer(int hop) {
    if (steps.isPresent() && steps.get().stride() != hop) {
      throw new KwsException(
          source()
              + ": it hears sound in steps of "
              + steps.get().stride()
              + " samples, so windows cannot be "
              + hop
              + " apart");
    }
    return new LabelingScorer(model, input, steps, hop);
  }

  /**
   * A scorer of WAV files, for one thread; close it before this model.
   *
   * @throws KwsException when the model hears clips in steps, of which there are no other views
   */
  public ClipScorer scorer(List<TtaView> folds, SampleScale scale) {
    if (steps.isPresent() && !folds.equals(List.of(TtaView.AS_IS))) {
      throw new KwsException(
          source() + ": it hears clips in steps: test-time augmentation needs whole clips");
    }
    return new ClipScorer(model, source(), input, steps, classes, folds, scale);
  }

  /** The subject of a journal over these clips. */
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
