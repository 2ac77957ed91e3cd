package io.kwsbench.report.benchmark;

import java.util.List;
import java.util.Optional;

/**
 * The input of the runs.
 *
 * @param description one line
 * @param items the names of clips, or of what stands for one
 * @param sound whether the items are clips, not zeros, noise or values of flags
 * @param audioSeconds sound that one run hears; empty when the input is no waveform
 * @param warnings what had to be done to clips
 */
public record WorkloadSection(
    String description,
    List<String> items,
    boolean sound,
    Optional<Double> audioSeconds,
    List<String> warnings) {
  public WorkloadSection {
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }
}
