package io.kwsbench.stats.decision;

/**
 * The evidence of all rounds so far about one comparison.
 *
 * @param estimate candidate over reference
 * @param self the reference's twin over the reference: an A/A comparison in the same rounds
 */
public record Evidence(RatioEstimate estimate, RatioEstimate self) {}
