package io.kwsbench.cli.advice;

import io.kwsbench.suite.journal.JournalReason;
import io.kwsbench.usage.Flags;

/** Advice where a suite cannot continue a journal. */
record JournalAdvice(Flags flags) implements JournalReason.Visitor<String> {
  @Override
  public String missingContestant(JournalReason.MissingContestant reason) {
    return anew();
  }

  @Override
  public String otherVersion(JournalReason.OtherVersion reason) {
    return anew();
  }

  @Override
  public String damagedHead(JournalReason.DamagedHead reason) {
    return anew();
  }

  @Override
  public String otherSuite(JournalReason.OtherSuite reason) {
    return anew();
  }

  private String anew() {
    return flags.with("--resume", "; to start again, leave --resume out");
  }
}
