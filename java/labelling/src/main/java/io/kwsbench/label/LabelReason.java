package io.kwsbench.label;

import io.kwsbench.Reason;

/** Why clips are not labelled as it was asked for. */
public sealed interface LabelReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T unfinishedRun(UnfinishedRun reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /**
   * A run that did not end left a journal.
   *
   * @param journal its file
   * @param done clips that it holds
   * @param clips all that were to be labelled
   */
  record UnfinishedRun(String journal, long done, int clips) implements LabelReason {
    @Override
    public String message() {
      return journal + ": holds " + done + " of " + clips + " clips of a run that did not end";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.unfinishedRun(this);
    }
  }
}
