package io.kwsbench.spark;

import io.kwsbench.label.ClipBytes;
import java.io.IOException;
import java.io.Serializable;

/**
 * The source of a task's clips.
 *
 * @param <T> what stands for a clip in a partition
 */
interface ClipSource<T> extends Serializable {
  /** The clip's file name. */
  String name(T clip);

  /**
   * Its WAV file.
   *
   * @throws io.kwsbench.KwsException when it cannot be read, now or ever
   * @throws IOException when reading failed and may succeed the next time
   */
  ClipBytes clip(T clip) throws IOException;

  /** Its slowed copy; throws as {@link #clip}. */
  ClipBytes slow(T clip) throws IOException;
}
