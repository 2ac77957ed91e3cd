package io.kwsbench.suite.report;

/**
 * The meaning of gates that are undecided or cannot be tried.
 *
 * @param fails whether they count as failed
 * @param advice what whoever runs the suite can do about an undecided gate, such as {@code give a
 *     longer budget}
 */
public record Undecided(boolean fails, String advice) {}
