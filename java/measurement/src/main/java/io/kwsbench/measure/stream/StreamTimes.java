package io.kwsbench.measure.stream;

import io.kwsbench.measure.RunTimes;

/**
 * The times of a {@link StreamTrial}. The first three are of the same rounds.
 *
 * @param hops of the stream, back to back
 * @param windows whole, outside of the stream
 * @param idle hops of a stream whose model costs nothing
 * @param paced hops of the stream at real time
 */
public record StreamTimes(RunTimes hops, RunTimes windows, RunTimes idle, RunTimes paced) {}
