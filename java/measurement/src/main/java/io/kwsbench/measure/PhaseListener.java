package io.kwsbench.measure;

/** Hears how far a benchmark is. Called between runs on the measuring thread, so be quick. */
public interface PhaseListener {
  /** Hears nothing. */
  PhaseListener NONE = new PhaseListener() {};

  /** A phase starts. */
  default void started(Phase phase, RunLimit limit) {}

  /** {@code runs} runs of the phase are done. */
  default void done(int runs) {}

  /** The phase is over. */
  default void ended() {}
}
