package io.kwsbench.cli.use.listen;

import io.kwsbench.spotter.SpotterStream;
import io.kwsbench.spotter.SpotterStream.Heard;

/** What is done about what a stream hears. */
public interface Reaction extends AutoCloseable {
  /** A window was scored, and {@link #heard} may follow for it. */
  default void scored(SpotterStream stream, float[] scores) {}

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
