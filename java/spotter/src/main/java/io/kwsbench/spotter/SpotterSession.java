package io.kwsbench.spotter;

import io.kwsbench.audio.SampleScale;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.tensor.Likeliest;
import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Runs a spotter on clips, one after the other; a run on samples allocates nothing.
 *
 * <p>A model that hears through the micro front end begins anew with each clip.
 *
 * <p>Thread-safe: calls exclude each other. {@code close} may come from any thread: it waits for
 * the run that goes on, is idempotent, and every other call after it throws {@link
 * IllegalStateException}.
 */
public final class SpotterSession implements AutoCloseable {
  /** A power of two: its products are the quotients, exactly, and come sooner. */
  private static final float UNIT = 1 / SampleScale.DECODE_WAV.fullScale();

  private final PlanSession session;
  private final ClipFeeds feeds;
  private final int rate;
  private final Optional<MicroInput> micro;
  private final FloatBuffer samples;
  private final FloatBuffer probabilities;

  SpotterSession(PlanSession session, ClipFeeds feeds, int rate) {
    this.session = session;
    this.feeds = feeds;
    this.rate = rate;
    this.micro = feeds.micro().map(settings -> new MicroInput(settings, feeds.frames()));
    this.samples = session.feed(feeds.samplesFeed()).asFloatBuffer();
    this.probabilities = session.fetch(0).asFloatBuffer();
  }

  /**
   * Spots a keyword.
   *
   * @param clip {@link Spotter#samples()} samples in −1 … 1
   * @param result takes {@link Spotter#classes()} probabilities
   * @return the class with the largest probability; -1 when one is NaN, which is no class
   * @throws IllegalArgumentException when an array has another length
   */
  public synchronized int run(float[] clip, float[] result) {
    require(clip.length, result);
    feedRate();
    if (micro.isPresent()) {
      reset();
      micro.get().feed(clip, 0, clip.length, samples);
    } else {
      samples.put(0, clip);
    }
    return run(result);
  }

  /** The same on 16-bit samples. */
  public synchronized int run(short[] clip, float[] result) {
    require(clip.length, result);
    if (micro.isPresent()) {
      float[] scaled = new float[clip.length];
      SampleScale.DECODE_WAV.decode(clip, scaled);
      return run(scaled, result);
    }
    feedRate();
    for (int i = 0; i < clip.length; i++) {
      samples.put(i, clip[i] * UNIT);
    }
    return run(result);
  }

  /** The same on the remaining samples of a buffer, whose position is not changed. */
  public synchronized int run(FloatBuffer clip, float[] result) {
    require(clip.remaining(), result);
    if (micro.isPresent()) {
      float[] copy = new float[feeds.samples()];
      clip.get(clip.position(), copy);
      return run(copy, result);
    }
    feedRate();
    samples.put(0, clip, clip.position(), feeds.samples());
    return run(result);
  }

  /** Scores the samples from an offset on; names no class, since that would take memory. */
  synchronized void score(float[] history, int offset, float[] result) {
    feedRate();
    samples.put(0, history, offset, feeds.samples());
    session.run();
    probabilities.get(0, result);
  }

  /** Scores the frames that further samples complete; the model goes on where it was. */
  synchronized void scoreNext(float[] next, int offset, int length, float[] result) {
    feedRate();
    micro.orElseThrow().feed(next, offset, length, samples);
    session.run();
    probabilities.get(0, result);
  }

  /** Puts what the model keeps from run to run back to what the first run had. */
  public synchronized void reset() {
    session.reset();
    micro.ifPresent(MicroInput::reset);
  }

  /** Once before each run: a plan may overlay its feeds. Writes only while the session is open. */
  private void feedRate() {
    session.feed(feeds.samplesFeed());
    if (feeds.rateFeed() >= 0) {
      session.feed(feeds.rateFeed()).putInt(0, rate);
    }
  }

  private int run(float[] result) {
    session.run();
    probabilities.get(0, result);
    return Likeliest.of(result).orElse(-1);
  }

  private void require(int length, float[] result) {
    if (length != feeds.samples()) {
      throw new IllegalArgumentException(length + " samples, not " + feeds.samples());
    }
    if (result.length != feeds.classes()) {
      throw new IllegalArgumentException(
          "room for " + result.length + " probabilities, not " + feeds.classes());
    }
  }

  @Override
  public synchronized void close() {
    session.close();
  }
}
