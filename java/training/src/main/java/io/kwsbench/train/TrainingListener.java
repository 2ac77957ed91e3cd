package io.kwsbench.train;

/** Hears how a run goes; all calls come from the training thread. */
public interface TrainingListener {
  /** After a step. */
  default void step(StepProgress progress) {}

  /** After an epoch, when everything of it is on disk. */
  default void epoch(EpochRecord record, boolean best) {}

  /**
   * After an epoch whose validation is at chance though training learns.
   *
   * @param reason why that is
   */
  default void atChance(EpochRecord record, ChanceReason reason) {}
}
