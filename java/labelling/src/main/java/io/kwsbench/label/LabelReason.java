package io.kwsbench.label;

import io.kwsbench.Reason;

/** Reasons why clips cannot be labeled as requested. */
public sealed interface LabelReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T unfinishedRun(UnfinishedRun reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /**
   * An unfinished run left a journal.
   *
   * @param journal path of the journal
   * @param done number of clips in it
   * @param clips number of clips of the run
   */
  record UnfinishedRun(String journal, long done, int clips) implements LabelReason {
    @Override
    public String message() {
      return journal + ": holds " + done + " of " + clips + " clips of an unfinished run";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.unfinishedRun(this);
    }
  }
}
