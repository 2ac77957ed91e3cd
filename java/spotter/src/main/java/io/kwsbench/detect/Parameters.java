package io.kwsbench.detect;

/** Common checks of the rules' parameters. */
final class Parameters {
  private Parameters() {}

  static void require(boolean holds, String said) {
    if (!holds) {
      throw new IllegalArgumentException(said);
    }
  }

  static int results(int results) {
    require(results >= 1, results + " results; at least 1 is needed");
    return results;
  }
}
