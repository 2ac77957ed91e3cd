package io.kwsbench.cli.advice;

import io.kwsbench.report.ReportReason;
import io.kwsbench.usage.Flags;

/** Advice where a report cannot be written. */
record ReportAdvice(Flags flags) implements ReportReason.Visitor<String> {
  @Override
  public String fileIsThere(ReportReason.FileIsThere reason) {
    return flags.with("--output_prefix", "; --output_prefix gives another name");
  }
}
