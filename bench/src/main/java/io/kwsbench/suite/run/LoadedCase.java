package io.kwsbench.suite.run;

import io.kwsbench.engine.RunTrace;
import java.nio.file.Path;

/** A model that is loaded and fed. One thread at a time may use it. */
public interface LoadedCase extends AutoCloseable {
  /** The engine's name and version, such as {@code tensorflow 2.18.0}. */
  String engine();

  /** Feeds the input of run number {@code run}; not timed. */
  void feed(int run);

  /** One inference. */
  void run();

  /** One inference with every op timed. */
  RunTrace runTraced();

  /**
   * What the model answers to a clip.
   *
   * @return one probability a class
   */
  float[] classify(Path wav);

  @Override
  void close();
}
