package io.kwsbench.train;

/** Hears how a run goes; all calls come from the training thread. */
public interface TrainingListener {
  /**
   * After a step.
   *
   * @param epoch from 1
   * @param step within the epoch, from 1
   * @param steps of the epoch
   * @param loss mean of the epoch's losses so far
   * @param accuracy of the epoch's batches so far
   */
  default void step(int epoch, int step, int steps, double loss, double accuracy) {}

  /** After an epoch, when everything of it is on disk. */
  default void epoch(EpochRecord record, boolean best) {}
}
