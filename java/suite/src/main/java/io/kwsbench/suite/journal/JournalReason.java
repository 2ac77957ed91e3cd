package io.kwsbench.suite.journal;

import io.kwsbench.Reason;

/** Reasons why a suite cannot continue a journal. */
public sealed interface JournalReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T missingContestant(MissingContestant reason);

    T otherVersion(OtherVersion reason);

    T damagedHead(DamagedHead reason);

    T otherSuite(OtherSuite reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** A round lacks a side that the suite measures. */
  record MissingContestant(String journal, int round, String contestant) implements JournalReason {
    @Override
    public String message() {
      return journal + ": round " + round + " lacks " + contestant;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.missingContestant(this);
    }
  }

  /** Another version of the program wrote it. */
  record OtherVersion(String journal, int version, int own) implements JournalReason {
    @Override
    public String message() {
      return journal
          + ": a journal of version "
          + version
          + ", but this kwsbench can continue only version "
          + own;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherVersion(this);
    }
  }

  /** Its first line is not as it was written. */
  record DamagedHead(String journal) implements JournalReason {
    @Override
    public String message() {
      return journal + ":1: damaged, so its suite is unknown";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.damagedHead(this);
    }
  }

  /** It belongs to something else. */
  record OtherSuite(String journal) implements JournalReason {
    @Override
    public String message() {
      return journal + ": belongs to another suite, or to files that have changed since";
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherSuite(this);
    }
  }
}
