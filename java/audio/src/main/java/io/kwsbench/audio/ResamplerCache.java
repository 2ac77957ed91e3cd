package io.kwsbench.audio;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The filters that were used last. To make one takes longer than to resample a clip of a second
 * with it, and a folder of clips has one rate or a few. A filter gives way where memory is short.
 * Thread-safe.
 */
final class ResamplerCache {
  private static final int MOST = 8;

  private final Map<Rates, SoftReference<Resampler>> filters = new LinkedHashMap<>(16, 0.75f, true);

  private record Rates(int from, int to) {}

  Resampler get(int from, int to) {
    Rates rates = new Rates(from, to);
    Resampler known = find(rates);
    if (known != null) {
      return known;
    }
    // outside the lock: threads with other rates need not wait
    Resampler made = new Resampler(from, to);
    keep(rates, made);
    return made;
  }

  private synchronized Resampler find(Rates rates) {
    SoftReference<Resampler> filter = filters.get(rates);
    return filter == null ? null : filter.get();
  }

  private synchronized void keep(Rates rates, Resampler made) {
    filters.put(rates, new SoftReference<>(made));
    if (filters.size() > MOST) {
      filters.remove(filters.keySet().iterator().next());
    }
  }

  synchronized int size() {
    return filters.size();
  }
}
