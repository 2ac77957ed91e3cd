package io.kwsbench;

/**
 * How much chance a random campaign gets: a sample in every build, the whole of it where {@code
 * -Dkwsbench.campaigns=whole} asks, as {@code .ci/run} does for all tests of the tag {@value #TAG}.
 */
public final class Campaign {
  /** What a test class that has such a campaign is tagged with. */
  public static final String TAG = "campaign";

  private static final boolean WHOLE = "whole".equals(System.getProperty("kwsbench.campaigns"));

  private Campaign() {}

  /** Tries to make, of the whole number or a sample of it. */
  public static int tries(int sample, int whole) {
    return WHOLE ? whole : sample;
  }
}
