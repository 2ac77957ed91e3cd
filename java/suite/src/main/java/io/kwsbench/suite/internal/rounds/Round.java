package io.kwsbench.suite.internal.rounds;

import java.util.Map;

/**
 * One round: the run times of every contestant, in nanoseconds.
 *
 * @param number from 0
 * @param loading how often the models had been loaded before it
 * @param nanos by contestant's key, in the order in which the contestants ran
 */
public record Round(int number, int loading, Map<String, long[]> nanos) {}
