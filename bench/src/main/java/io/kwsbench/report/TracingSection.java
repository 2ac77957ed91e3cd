package io.kwsbench.report;

/**
 * What tracing cost, and how much of a traced run the ops explain.
 *
 * @param untracedMedianUs median time without tracing
 * @param tracedMedianUs median wall time with tracing
 * @param ratio traced over untraced
 * @param opSumMedianUs median of the summed op times
 * @param overheadUs median traced wall time that no op accounts for: dispatch, feeding, tracing
 *     itself; negative when ops overlap on several threads
 */
public record TracingSection(
    double untracedMedianUs,
    double tracedMedianUs,
    double ratio,
    double opSumMedianUs,
    double overheadUs) {
  /** Part of the traced wall time that ops account for. */
  public double explained() {
    return tracedMedianUs > 0 ? opSumMedianUs / tracedMedianUs : 0;
  }
}
