package io.kwsbench.cli.use.listen;

import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.SpotterStream.Heard;

/** A reaction to the scores and detections of a stream. */
public interface Reaction extends AutoCloseable {
  /**
   * Called for each scored window; {@link #heard} may follow.
   *
   * @param last sample of the window, at the model's rate
   */
  default void scored(SpotterStream stream, long last, float[] scores) {}

  /**
   * A word was detected in a stream whose window can be copied.
   *
   * @param source what results call the sound
   */
  default void heard(String source, SpotterStream stream, Heard heard) {
    heard(source, heard);
  }

  /** A word was detected. */
  default void heard(String source, Heard heard) {}

  /** A sound has ended. */
  default void ended() {}

  @Override
  default void close() {}
}
