package io.kwsbench.corpus;

/**
 * Samples that a model takes at once.
 *
 * @param raw the clips one after the other: {@code size × samples} floats
 * @param labels the class of each
 */
public record Batch(float[] raw, int[] labels) {
  public int size() {
    return labels.length;
  }
}
