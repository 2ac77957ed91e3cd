package io.kwsbench.plan.kernel;

/**
 * The time axis of a recurrent step, {@code kws_sequence}; strides are in elements.
 *
 * @param reverse whether it runs from the last time to the first
 */
public record Sequence(
    int time,
    int batch,
    int units,
    int xwTimeStride,
    int xwBatchStride,
    int yTimeStride,
    int yBatchStride,
    boolean reverse) {

  /** Executions of the cell. */
  double cells() {
    return 1.0 * time * batch;
  }
}
