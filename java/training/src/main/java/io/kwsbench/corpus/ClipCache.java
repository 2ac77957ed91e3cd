package io.kwsbench.corpus;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.SampleScale;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decoded clips of one length, kept in memory up to a bound.
 *
 * <p>Training draws clips evenly, so the first ones that fit are as good to keep as any; the others
 * are read from disk each time. Clips of 16 bits, nearly all there are, take two bytes per sample.
 * Thread-safe.
 */
public final class ClipCache {
  private static final Logger LOG = LoggerFactory.getLogger(ClipCache.class);

  private final int sampleRate;
  private final int samples;
  private final AtomicLong bytesLeft;
  private final Map<Path, short[]> kept = new ConcurrentHashMap<>();
  private final Set<Path> unreadable = new ConcurrentSkipListSet<>();

  /**
   * @param sampleRate of the clips it gives, in hertz; others are resampled
   * @param samples their length; shorter ones are padded with zeros, longer ones cut at the end
   * @param maxBytes what the kept clips may take together
   */
  public ClipCache(int sampleRate, int samples, long maxBytes) {
    this.sampleRate = sampleRate;
    this.samples = samples;
    this.bytesLeft = new AtomicLong(maxBytes);
  }

  public int samples() {
    return samples;
  }

  /** The clips that could not be read so far; each was logged once. */
  public Set<Path> unreadable() {
    return new TreeSet<>(unreadable);
  }

  /** The samples of a clip; null when it cannot be read. */
  float[] get(Path file) {
    short[] pcm = kept.get(file);
    if (pcm != null) {
      return floats(pcm);
    }
    if (unreadable.contains(file)) {
      return null;
    }
    try {
      return keep(file, FittedClip.read(file, sampleRate, samples, 1));
    } catch (KwsException e) {
      if (unreadable.add(file)) {
        LOG.warn("skipped: {}", e.getMessage());
      }
      return null;
    }
  }

  private float[] keep(Path file, FittedClip fitted) {
    float[] values = fitted.clip().samples();
    long size = (long) samples * Short.BYTES;
    short[] pcm = fitted.clip().toPcm16();
    if (isExact(values, pcm) && reserve(size) && kept.putIfAbsent(file, pcm) != null) {
      bytesLeft.addAndGet(size); // another thread kept the same clip meanwhile
    }
    return values;
  }

  private boolean reserve(long size) {
    return bytesLeft.getAndUpdate(left -> left >= size ? left - size : left) >= size;
  }

  /** The remaining capacity in bytes. */
  long bytesLeft() {
    return bytesLeft.get();
  }

  private static boolean isExact(float[] values, short[] pcm) {
    for (int i = 0; i < pcm.length; i++) {
      if (values[i] != SampleScale.DECODE_WAV.of(pcm[i])) {
        return false;
      }
    }
    return true;
  }

  private static float[] floats(short[] pcm) {
    float[] values = new float[pcm.length];
    SampleScale.DECODE_WAV.decode(pcm, values);
    return values;
  }
}
