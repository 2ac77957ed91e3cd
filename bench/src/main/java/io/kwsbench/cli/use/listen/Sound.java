package io.kwsbench.cli.use.listen;

import io.kwsbench.spotter.SpotterStream;
import java.util.function.BooleanSupplier;

/** Where sound comes from. */
public interface Sound extends AutoCloseable {
  /** What results call it: a file's path, a device's name, {@code -}. */
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

  /** How often sound was lost because it was not heard in time. */
  default long overruns() {
    return 0;
  }

  @Override
  default void close() {}
}
