package io.kwsbench.engine;

import java.util.Optional;

/**
 * Runs one graph with fixed feeds and fetches.
 *
 * <p>{@link #run()} allocates nothing on the Java heap and reuses the fed tensors. One thread at a
 * time may use a session; sessions of one model run concurrently. {@code close} is idempotent;
 * every other call after it throws {@link IllegalStateException}.
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

  /** Memory set aside for this session; empty where the engine allocates as it runs. */
  default Optional<EngineMemory> memory() {
    return Optional.empty();
  }

  @Override
  void close();
}
