package io.kwsbench.cli.use.listen;

import io.kwsbench.spotter.SpotterStream;
import java.util.function.BooleanSupplier;

/** A source of sound. */
public interface Sound extends AutoCloseable {
  /** The name in results: a file's path, a device's name, {@code -}. */
  String name();

  /** In hertz. */
  int sampleRate();

  int channels();

  /**
   * Feeds all of the sound to a stream.
   *
   * @param stop whether to leave off
   * @throws io.kwsbench.KwsException when it ends as it should not
   */
  void feed(SpotterStream stream, BooleanSupplier stop);

  /** The number of times that sound was lost because it was read too late. */
  default long overruns() {
    return 0;
  }

  @Override
  default void close() {}
}
