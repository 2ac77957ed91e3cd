package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.corpus.ClipCache;

/** The flag for the memory of decoded clips. */
@FlagGroup("data")
final class CacheOption {
  @Parameter(
      names = "--cache_mb",
      order = 35,
      description =
          "maximum memory for decoded clips in MB, limited to half of Java's heap; other"
              + " clips are read from disk each time")
  private int cacheMegabytes = 1024;

  /** An empty cache of that size. */
  ClipCache cache() {
    if (cacheMegabytes < 0) {
      throw new ParameterException("--cache_mb: " + cacheMegabytes + " is negative");
    }
    // batches and features need room too
    long most = Math.min(cacheMegabytes * 1_000_000L, Runtime.getRuntime().maxMemory() / 2);
    return new ClipCache(KeywordClip.SAMPLE_RATE, KeywordClip.SAMPLES, most);
  }
}
