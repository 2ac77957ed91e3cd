package io.kwsbench.lambda;

import io.kwsbench.KwsException;

/** Bounds what one Lambda may cost: no bytecode hangs the program or fills its memory. */
final class Budget {
  private static final int MAX_STEPS = 200_000;
  private static final int DEEPEST = 32;

  private int steps;
  private int depth;

  /** Counts one instruction. */
  void step() {
    if (++steps > MAX_STEPS) {
      throw new KwsException("it takes more than " + MAX_STEPS + " steps");
    }
  }

  /** Counts the entry into a function. */
  void enter() {
    if (++depth > DEEPEST) {
      throw new KwsException("its calls are nested more than " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
  }
}
