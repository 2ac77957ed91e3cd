package io.kwsbench.label;

/** Receives the progress of a long run, in the thread that started it. */
public interface PredictListener {
  /** So many clips are finished, those of earlier runs included. */
  void done(int clips);

  /** A clip could not be read: one line that names it. */
  void problem(String line);

  /** A clip had to be changed to fit: one line that names it; a problem like others by default. */
  default void fitted(String line) {
    problem(line);
  }

  /** Asked now and then: whether to stop, keeping what is finished. */
  boolean stopped();
}
