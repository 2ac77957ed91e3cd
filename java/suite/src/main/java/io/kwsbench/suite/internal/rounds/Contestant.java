package io.kwsbench.suite.internal.rounds;

/**
 * One of the things that take turns in a round.
 *
 * @param caseName the case that runs
 * @param twin whether this is the case's second copy, which shows the noise floor
 */
public record Contestant(String caseName, boolean twin) {
  /** The name in the journal. */
  public String key() {
    return twin ? caseName + "#twin" : caseName;
  }
}
