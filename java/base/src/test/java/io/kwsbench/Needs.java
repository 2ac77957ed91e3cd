package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What a test needs of the machine and may not find there.
 *
 * <p>Under {@code CI=true} everything has to be there: then a test that lacks it fails.
 */
public final class Needs {
  private Needs() {}

  /** Skips the calling test, saying what is missing; fails it under {@code CI=true}. */
  public static void that(boolean present, String missing) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(missing).isTrue();
    }
    assumeTrue(present, "skipped: " + missing);
  }
}
