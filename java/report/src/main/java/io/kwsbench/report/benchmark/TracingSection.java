package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The cost of tracing, and the share of a traced run that the ops cover. Medians over the runs.
 *
 * @param untracedMedianUs time without tracing
 * @param tracedMedianUs wall time of the call with tracing
 * @param ratio traced over untraced
 * @param opSumMedianUs the summed op times
 * @param opSpanMedianUs from the start of the first op to the end of the last
 * @param dispatchUs the part of that span in which no op ran: the engine's own work between ops;
 *     negative when ops overlap on several threads
 * @param collectingUs the part of the call outside that span: feeding, fetching, collecting the
 *     trace
 */
public record TracingSection(
    double untracedMedianUs,
    double tracedMedianUs,
    @JsonProperty("slowdown") double ratio,
    double opSumMedianUs,
    double opSpanMedianUs,
    double dispatchUs,
    @JsonProperty("feed_and_fetch_us") double collectingUs) {
  /** The summed op times over the span from the first op to the last. */
  public double explained() {
    return opSpanMedianUs > 0 ? opSumMedianUs / opSpanMedianUs : 0;
  }
}
