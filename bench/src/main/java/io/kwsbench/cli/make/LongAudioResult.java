package io.kwsbench.cli.make;

import io.kwsbench.evaluate.RocCurve;
import java.util.Optional;

/**
 * What became of one piece of long audio.
 *
 * @param every what detectors make of it when every window is scored
 * @param gated the same with windows of background skipped, where asked for
 */
record LongAudioResult(RocCurve every, Optional<Gated> gated) {
  /**
   * What a gate saves and costs.
   *
   * @param skippedShare the share of windows that it skips, 0 … 1
   */
  record Gated(double skippedShare, RocCurve curve) {}
}
