package io.kwsbench.report.stream;

import io.kwsbench.stats.Distribution;

/**
 * The time from the words' ends in a recording to their events.
 *
 * @param recording its file
 * @param words that are said in it
 * @param delayMs of the words that were detected, in milliseconds, with the computing; negative for
 *     a word that was detected before its end
 */
public record WordDelay(String recording, int words, Distribution delayMs) {}
