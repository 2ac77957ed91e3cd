package io.kwsbench.cli.use.listen;

import io.kwsbench.spotter.SpotterStream;

/** What is done about what a stream hears. */
public interface Reaction extends AutoCloseable {
  /** A window was scored, and {@link #heard} may follow for it. */
  default void scored(SpotterStream stream, float[] scores) {}

  /** A word was detected. */
  default void heard(Sound sound, SpotterStream stream, SpotterStream.Heard heard) {}

  /** A sound has ended. */
  default void ended() {}

  @Override
  default void close() {}
}
