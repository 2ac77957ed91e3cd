package io.kwsbench.train;

/**
 * The progress of a run.
 *
 * @param epoch from 1
 * @param epochs of the run, at most
 * @param step within the epoch, from 1
 * @param steps of an epoch
 * @param loss mean of the epoch's losses so far
 * @param accuracy of the epoch's batches so far
 */
public record StepProgress(
    int epoch, int epochs, int step, int steps, double loss, double accuracy) {
  /** Steps of the run that are done. */
  public long done() {
    return (epoch - 1L) * steps + step;
  }

  /** Steps of the run that are left, if it runs to its last epoch. */
  public long left() {
    return (long) epochs * steps - done();
  }
}
