package io.kwsbench.cli.make;

import io.kwsbench.longaudio.RocCurve;
import java.util.Optional;

/**
 * The result of one piece of long audio.
 *
 * @param every what detectors make of it when every window is scored
 * @param gated the same with windows of background skipped, where asked for
 */
record LongAudioResult(RocCurve every, Optional<Gated> gated) {
  /**
   * The savings and costs of an energy gate.
   *
   * @param skippedShare the share of windows that it skips, 0 … 1
   */
  record Gated(double skippedShare, RocCurve curve) {}
}
