package io.kwsbench.report.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Optional;

/**
 * Two results that ran interleaved, run by run.
 *
 * @param candidate the name of one result
 * @param reference the name of the other
 * @param ratio the candidate's median time over the reference's; empty for too few runs
 * @param largestDifference largest absolute difference of an output's element over all items
 * @param sameClass items whose likeliest class is the same
 * @param items items compared
 * @param agree whether the outputs agree
 */
public record Comparison(
    String candidate,
    String reference,
    @JsonProperty("time_ratio") Optional<RatioInterval> ratio,
    @JsonProperty("max_abs_difference") double largestDifference,
    @JsonProperty("same_top_class") int sameClass,
    int items,
    boolean agree) {}
