package io.kwsbench.engine;

import io.kwsbench.tensor.TensorValue;
import java.nio.ShortBuffer;
import java.util.Optional;

/**
 * Runs one graph with fixed feeds and fetches.
 *
 * <p>{@link #run()} allocates nothing on the Java heap and reuses the fed tensors.
 *
 * <p>Thread-safe: calls from several threads exclude each other, so whoever feeds, runs and fetches
 * from several threads has to keep the three together by a lock of their own; sessions of one model
 * run concurrently. {@code close} may come from any thread at any time: it waits for the call that
 * goes on, is idempotent, and every other call after it throws {@link IllegalStateException},
 * except {@link #options()}.
 */
public interface EngineSession extends AutoCloseable {
  /** The options that the session was made with. */
  SessionOptions options();

  /**
   * Copies {@code value} into feed number {@code index}; it stays for all runs until fed again.
   *
   * @throws io.kwsbench.KwsException when dtype or shape are not those of the feed
   */
  void feed(int index, TensorValue value);

  /**
   * Copies float elements into feed number {@code index}, which stay as with {@link #feed}; for
   * those who feed often.
   *
   * @throws io.kwsbench.KwsException when the feed is not of floats
   * @throws IllegalArgumentException when the feed does not have so many elements
   */
  default void feedFloats(int index, float[] values) {
    feed(index, TensorValue.ofFloats(options().feeds().get(index).shape(), values));
  }

  /**
   * Feeds 16-bit samples, each divided by {@code fullScale} and rounded once.
   *
   * @param samples from the buffer's position to its limit, both of which stay
   * @throws io.kwsbench.KwsException when the feed is not of floats
   * @throws IllegalArgumentException when the feed does not have so many elements
   */
  default void feedPcm16(int index, ShortBuffer samples, float fullScale) {
    short[] pcm = new short[samples.remaining()];
    samples.duplicate().get(pcm);
    float[] values = new float[pcm.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = pcm[i] / fullScale;
    }
    feedFloats(index, values);
  }

  /**
   * Runs once.
   *
   * @throws io.kwsbench.KwsException when the graph fails, with the engine's own words
   * @throws IllegalStateException when a feed has not been given
   */
  void run();

  /** Runs once and records every op; slower than {@link #run()}. */
  RunTrace runTraced();

  /** A copy of what the last run computed for fetch number {@code index}. */
  TensorValue fetch(int index);

  /**
   * Copies the float elements of what the last run computed for fetch number {@code index}.
   *
   * @throws IllegalStateException when they are no floats
   * @throws IndexOutOfBoundsException when {@code values} has not as many elements
   */
  default void fetchFloats(int index, float[] values) {
    float[] computed = fetch(index).floats();
    if (computed.length != values.length) {
      throw new IndexOutOfBoundsException(computed.length + " values for " + values.length);
    }
    System.arraycopy(computed, 0, values, 0, values.length);
  }

  /** Puts what the model keeps from run to run back to what the first run had. */
  default void reset() {}

  /** Memory set aside for this session; empty where the engine allocates as it runs. */
  default Optional<EngineMemory> memory() {
    return Optional.empty();
  }

  @Override
  void close();
}
