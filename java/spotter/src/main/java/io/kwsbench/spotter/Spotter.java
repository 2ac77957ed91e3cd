package io.kwsbench.spotter;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.DetectorMetadata;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.OperatingTable;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.metadata.ModelReading;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanCompiler;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanWindows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A keyword spotter: samples of one clip in, a probability for every class out.
 *
 * <pre>{@code
 * try (Spotter spotter = Spotter.load(Path.of("model.kws"));
 *     SpotterSession session = spotter.newSession()) {
 *   float[] probabilities = new float[spotter.classes()];
 *   int best = session.run(samples, probabilities);
 * }
 * }</pre>
 *
 * <p>A {@link SpotterStream} listens to sound that goes on.
 *
 * <p>Thread-safe: any thread may make sessions, which share the weights and run concurrently. Close
 * sessions first: closing a spotter while one of them is open throws {@link IllegalStateException};
 * {@code close} is idempotent.
 */
public final class Spotter implements AutoCloseable {
  /** The default hop in milliseconds, a multiple of the strides of this project's raw models. */
  public static final int USUAL_HOP_MILLIS = 80;

  /** Of operations; the copies that windows share cost something too. */
  private static final double MIN_GAIN = 1.1;

  private final PlanModel model;
  private final ClipFeeds feeds;
  private final int sampleRate;
  private final int hop;
  private final DetectorRule rule;
  private final Optional<OperatingTable> operatingTable;

  private Spotter(PlanModel model) {
    this.model = model;
    this.feeds = ClipFeeds.of(model);
    int labels = labels().size();
    if (labels > 0 && labels != classes()) {
      throw new KwsException(
          model.source() + ": it names " + labels + " classes, but its output has " + classes());
    }
    int window = number(ModelMetadata.WINDOW, samples());
    if (window != samples()) {
      throw new KwsException(
          model.source()
              + ": its metadata has a window of "
              + window
              + " samples, but its input takes "
              + samples());
    }
    sampleRate = number(ModelMetadata.SAMPLE_RATE, KeywordClip.SAMPLE_RATE);
    hop =
        number(
            ModelMetadata.HOP,
            model.isStateful() || feeds.micro().isPresent()
                ? feeds.stride()
                : hopSamples(USUAL_HOP_MILLIS));
    requireStride(hop);
    rule = read(() -> DetectorMetadata.read(model.metadata()).orElse(AverageRule.DEFAULT));
    operatingTable = read(() -> DetectorMetadata.readTable(model.metadata()));
  }

  /** Frames are heard once: a model of frames goes on by as many as it takes. */
  private void requireStride(int step) {
    if (feeds.micro().isPresent() && step != feeds.stride()) {
      throw new KwsException(
          model.source()
              + ": it takes "
              + feeds.frames()
              + " frames at a time, so windows are "
              + feeds.stride()
              + " samples apart, not "
              + step);
    }
  }

  private int number(String name, int usual) {
    return read(() -> model.metadata().number(name).orElse(usual));
  }

  /** A part of the metadata; messages name the model. */
  private <T> T read(Supplier<T> part) {
    try {
      return part.get();
    } catch (KwsException e) {
      throw new KwsException(model.source() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Loads a compiled model ({@code .kws}, fast and without protobuf) or, where the compiler is on
   * the class path, a frozen graph ({@code .pb}), which is compiled first.
   *
   * @throws KwsException when the file is none that the engine can run, it does not map one clip's
   *     samples to probabilities, or the native library or the compiler is missing
   */
  public static Spotter load(Path file) {
    return load(file, ModelReading.DEFAULT);
  }

  /**
   * The same of a model that may have several signatures, or take features.
   *
   * @throws KwsException also when it has no such signature, or the front end does not fit it
   */
  public static Spotter load(Path file, ModelReading reading) {
    if (!Plan.isNamed(file)) {
      return of(PlanCompiler.requiredFor(file).compile(file, reading), file.toString());
    }
    reading.requireDefault(file);
    return of(PlanModel.open(file));
  }

  /**
   * A spotter of a plan that was just compiled: {@code GraphCompiler} makes it of a frozen graph.
   *
   * @param source what messages call it, such as the graph's path
   * @throws KwsException when the engine cannot run it, it does not map one clip's samples to
   *     probabilities, or the native library is missing
   */
  public static Spotter of(Plan plan, String source) {
    return of(PlanModel.open(plan, source));
  }

  private static Spotter of(PlanModel model) {
    try {
      return new Spotter(model);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /**
   * Samples that a run takes, the window of a stream: 16000, one second at 16 kHz, for the models
   * of this project.
   */
  public int samples() {
    return feeds.samples();
  }

  /** Probabilities that a run makes. */
  public int classes() {
    return feeds.classes();
  }

  /**
   * The names of the classes in the order of the probabilities, as the model's file has them; empty
   * where it has none.
   */
  public List<String> labels() {
    return model.metadata().labels();
  }

  /** The sample rate of the model's input in hertz; 16000 if its file has none. */
  public int sampleRate() {
    return sampleRate;
  }

  /**
   * The recommended number of samples from one window to the next; 80 ms if the model's file has
   * none.
   */
  public int hop() {
    return hop;
  }

  /** The recommended rule; {@link AverageRule#DEFAULT} if the model's file has none. */
  public DetectorRule rule() {
    return rule;
  }

  /** The costs of thresholds that an evaluation wrote into the model's file. */
  public Optional<OperatingTable> operatingTable() {
    return operatingTable;
  }

  /** The instruction set in use: {@code avx512}, {@code avx2}, {@code neon}, … */
  public String isa() {
    return model.isa();
  }

  /** A session with one thread. */
  public SpotterSession newSession() {
    return newSession(1);
  }

  /**
   * A session.
   *
   * @param threads threads that a run may use, the caller's included
   */
  public SpotterSession newSession(int threads) {
    return new SpotterSession(model.newSession(threads), feeds, sampleRate);
  }

  /**
   * A new stream. Any number of streams share the model's weights and run concurrently.
   *
   * @throws KwsException when nobody names the classes, the options name others than the model, the
   *     rule has a threshold for another, or sound of the rate cannot be resampled
   */
  public SpotterStream newStream(StreamOptions options) {
    return newStream(options, newScorer(step(options), options));
  }

  /**
   * A stream that never runs the model and scores every window as silence. Its cost is that of
   * listening without the model.
   *
   * @throws KwsException as {@link #newStream}
   */
  public SpotterStream newIdleStream(StreamOptions options) {
    return newStream(options, new NoWindows(new KeywordLabels(labels(options.labels()))));
  }

  private SpotterStream newStream(StreamOptions options, WindowScorer scorer) {
    try {
      KeywordLabels labels = new KeywordLabels(labels(options.labels()));
      StreamingResampler resampler =
          new StreamingResampler(
              options.inputRate().orElse(sampleRate), options.channels(), sampleRate);
      Detector detector = new Detector(options.rule().orElse(rule), labels, sampleRate);
      return new SpotterStream(
          model.source(),
          scorer,
          detector,
          resampler,
          new StreamShape(sampleRate, samples(), step(options), options.vad()));
    } catch (RuntimeException e) {
      scorer.close();
      throw e;
    }
  }

  /** Samples from window to window of a stream. */
  private int step(StreamOptions options) {
    return options.hopMillis().isPresent() ? hopSamples(options.hopMillis().getAsInt()) : hop;
  }

  /** The cheaper way to score windows so far apart; the answers are the same. */
  private WindowScorer newScorer(int step, StreamOptions options) {
    if (feeds.micro().isPresent()) {
      requireStride(step);
      return new MicroWindows(newSession(options.threads()), samples(), step, model.arenaBytes());
    }
    if (!options.wholeWindows() && !model.isStateful() && step < samples()) {
      PlanWindows windows = model.newWindows(options.threads(), feeds.samplesFeed(), step);
      // rows are computed by one thread
      if (windows.gain() > Math.max(MIN_GAIN, options.threads())) {
        return new OverlappingWindows(windows, feeds, sampleRate, memoryBytes(windows));
      }
      windows.close();
    }
    return new WholeWindows(newSession(options.threads()), model.arenaBytes());
  }

  /** Bytes of an arena, the maps, and the sound on its way to them. */
  private long memoryBytes(PlanWindows windows) {
    return model.arenaBytes() + windows.mapBytes() + (long) Float.BYTES * samples();
  }

  private int hopSamples(int millis) {
    return Math.max(1, SampleCount.of(millis, sampleRate));
  }

  private List<String> labels(List<String> given) {
    ModelLabels own = new ModelLabels(labels(), model.source());
    if (given.isEmpty()) {
      if (!own.known()) {
        throw new KwsException(
            model.source()
                + ": it does not name its classes: name them with StreamOptions.withLabels");
      }
      return own.names();
    }
    ModelLabels labels = new ModelLabels(given, "the given labels");
    labels.requireCount(classes(), model.source());
    labels.requireAgreement(own);
    return given;
  }

  @Override
  public void close() {
    model.close();
  }
}
