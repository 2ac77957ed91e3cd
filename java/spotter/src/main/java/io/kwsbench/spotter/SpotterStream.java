package io.kwsbench.spotter;

import io.kwsbench.KwsException;
import io.kwsbench.audio.EnergyGate;
import io.kwsbench.audio.SampleHistory;
import io.kwsbench.audio.StreamingResampler;
import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import io.kwsbench.metadata.Probability;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A spotter that listens: sound in pieces of any length in, detections out.
 *
 * <pre>{@code
 * try (Spotter spotter = Spotter.load(Path.of("model.kws"));
 *     SpotterStream stream = spotter.newStream(StreamOptions.DEFAULT)) {
 *   stream.onDetection(heard -> log(heard.label(), heard.seconds()));
 *   while (microphone.read(pcm)) {
 *     stream.accept(pcm, 0, pcm.length);
 *   }
 * }
 * }</pre>
 *
 * <p>Every hop it runs the model on the window that ends there, and gives the scores to its
 * detector. The lengths of the pieces make no difference. Positions are samples at the model's
 * rate, counted from the start; sound of another rate is resampled on the way.
 *
 * <p>Windows that overlap share most of what the model computes: a stream keeps it, where that
 * makes hops cheaper. The scores are those of whole windows, bit for bit.
 *
 * <p>A stream has a session of its own ({@code PlanModel.arenaBytes}), the maps that it keeps
 * ({@code PlanWindows.mapBytes}), a window and 16 KiB of samples, and where it resamples, its
 * filter's reach. {@code accept} allocates nothing but detections.
 *
 * <p>Thread-safe: calls exclude each other, and listeners run within {@code accept}, on its thread.
 * A listener may close its stream, but neither feed nor reset it. {@code close} is idempotent;
 * afterwards every other call throws {@link IllegalStateException}.
 */
public final class SpotterStream implements AutoCloseable {
  private static final double QUIETEST = 1e-10;

  private final String source;
  private final int sampleRate;
  private final int window;
  private final WindowScorer scorer;
  private final Detector detector;
  private final StreamingResampler resampler;
  private final SampleHistory history;
  private final float[] scores;
  private final EnergyGate gate;
  private final float[] silence;
  private final StreamingResampler.Sink sink = this::hear;
  private Consumer<Heard> detections = heard -> {};
  private ScoresListener listener = (last, all) -> {};
  private boolean skipped;
  private boolean hearing;
  private boolean scoring;
  private boolean failed;
  private boolean closed;

  /**
   * A detection in a stream.
   *
   * @param label what was heard; never silence or unknown
   * @param score what the rule compared with the threshold
   * @param firstSample of the window that decided, counted from the stream's start at the model's
   *     rate
   * @param lastSample of that window
   * @param sampleRate the model's, in hertz
   */
  public record Heard(
      String label, double score, long firstSample, long lastSample, int sampleRate) {
    /** The end of the window, in seconds from the stream's start. */
    public double seconds() {
      return (lastSample + 1) / (double) sampleRate;
    }
  }

  /** Receives the scores of every window. */
  @FunctionalInterface
  public interface ScoresListener {
    /**
     * @param lastSample of the window
     * @param scores one per label; used again after the call returns
     */
    void accept(long lastSample, float[] scores);
  }

  /**
   * @param source what messages call the model
   * @param scorer which the stream closes
   */
  SpotterStream(
      String source,
      WindowScorer scorer,
      Detector detector,
      StreamingResampler resampler,
      StreamShape shape) {
    this.source = source;
    this.scorer = scorer;
    this.detector = detector;
    this.resampler = resampler;
    this.sampleRate = shape.sampleRate();
    this.window = shape.window();
    this.history = new SampleHistory(window, shape.hop());
    this.scores = new float[detector.labels().count()];
    this.gate = shape.vad() ? new EnergyGate(sampleRate) : null;
    this.silence = detector.labels().silentScores();
  }

  /** Calls a listener for every detection, in place of the one before. */
  public synchronized void onDetection(Consumer<Heard> heard) {
    ensureOpen();
    detections = heard;
  }

  /**
   * Calls a listener for every window's scores, before any detection, in place of the one before.
   */
  public synchronized void onScores(ScoresListener scored) {
    ensureOpen();
    listener = scored;
  }

  /**
   * Processes 16-bit samples.
   *
   * @param length of all channels, interleaved; any number
   * @throws KwsException when the model's answer is NaN or negative; the stream must be reset then
   */
  public synchronized void accept(short[] pcm, int offset, int length) {
    ensureReady();
    resampler.accept(pcm, offset, length, sink);
  }

  /** Processes samples of full scale ±1; otherwise the same. */
  public synchronized void accept(float[] samples, int offset, int length) {
    ensureReady();
    resampler.accept(samples, offset, length, sink);
  }

  /**
   * Processes the remaining bytes, which are 16-bit little-endian samples; otherwise the same.
   *
   * @throws IllegalArgumentException when half a sample is among them
   */
  public synchronized void accept(ByteBuffer pcm16) {
    ensureReady();
    resampler.accept(pcm16, sink);
  }

  private void hear(float[] samples, int offset, int count) {
    hearing = true;
    try {
      int heard = 0;
      while (heard < count && !closed) {
        int taken = history.put(samples, offset + heard, count - heard);
        if (gate != null) {
          gate.accept(samples, offset + heard, taken);
        }
        heard += taken;
        if (history.isComplete()) {
          try {
            decide();
          } finally {
            history.advance();
          }
        }
      }
    } catch (KwsException e) {
      failed = true; // the rest of the piece is lost, and positions with it
      throw e;
    } finally {
      hearing = false;
    }
  }

  private void decide() {
    long first = history.first();
    score(first);
    long last = first + window - 1;
    requireNumbers(last);
    scoring = true;
    try {
      listener.accept(last, scores);
      if (closed) {
        return;
      }
      Optional<Detection> found = detector.accept(last + 1, scores);
      if (found.isPresent() && detector.labels().isKeyword(found.get().index())) {
        Detection detection = found.get();
        detections.accept(new Heard(detection.label(), detection.score(), first, last, sampleRate));
      }
    } finally {
      scoring = false;
    }
  }

  /** A window of background is silence, without asking the model. */
  private void score(long first) {
    if (gate == null || gate.isOpen(first)) {
      scorer.score(history.samples(), history.offset(), scores);
      skipped = false;
      return;
    }
    System.arraycopy(silence, 0, scores, 0, scores.length);
    if (!skipped) {
      scorer.reset();
      skipped = true;
    }
  }

  /** No listener gets scores that are no probabilities. */
  private void requireNumbers(long last) {
    for (int i = 0; i < scores.length; i++) {
      if (!Probability.isOne(scores[i])) {
        throw new KwsException(
            source
                + ": in the window that ends at sample "
                + last
                + " the score of '"
                + detector.labels().names().get(i)
                + "' is "
                + Probability.refused(scores[i]));
      }
    }
  }

  /**
   * Copies the window that a listener is called for.
   *
   * @param target takes a window of samples
   * @throws IllegalStateException when no listener is being called
   */
  public synchronized void copyWindow(float[] target) {
    ensureScoring("copyWindow");
    System.arraycopy(history.samples(), history.offset(), target, 0, window);
  }

  /**
   * The level of the window that a listener is called for, in dB of full scale; −100 for silence.
   *
   * @throws IllegalStateException when no listener is being called
   */
  public synchronized double decibels() {
    ensureScoring("decibels");
    float[] samples = history.samples();
    double sum = 0;
    for (int i = history.offset(); i < history.offset() + window; i++) {
      sum += samples[i] * samples[i];
    }
    return 10 * Math.log10(Math.max(QUIETEST, sum / window));
  }

  private void ensureScoring(String method) {
    if (!scoring) {
      throw new IllegalStateException(method + " works only inside a listener");
    }
  }

  /**
   * Processes what the resampler still holds, then resets the stream. Without it the last windows
   * of a file of another rate are missing.
   */
  public synchronized void finish() {
    ensureReady();
    resampler.finish(sink);
    reset();
  }

  /** Discards all state; the next sample starts a new stream. */
  public synchronized void reset() {
    ensureOpen();
    ensureUnheard();
    failed = false;
    resampler.reset();
    history.reset();
    scorer.reset();
    skipped = false;
    if (gate != null) {
      gate.reset();
    }
    detector.reset();
  }

  /** Returns whether it computes only what a hop adds, rather than whole windows. */
  public boolean keepsWindows() {
    return scorer instanceof OverlappingWindows;
  }

  /** Samples from window to window. */
  public int hop() {
    return history.hop();
  }

  /** Bytes of memory that are this stream's own; streams share the model's weights. */
  public long memoryBytes() {
    return scorer.memoryBytes() + history.memoryBytes() + resampler.memoryBytes();
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException(source + ": the stream is closed");
    }
  }

  private void ensureReady() {
    ensureOpen();
    ensureUnheard();
    if (failed) {
      throw new IllegalStateException(source + ": the stream failed before: reset it first");
    }
  }

  private void ensureUnheard() {
    if (hearing) {
      throw new IllegalStateException(source + ": a listener cannot feed or reset its stream");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      scorer.close();
    }
  }
}
