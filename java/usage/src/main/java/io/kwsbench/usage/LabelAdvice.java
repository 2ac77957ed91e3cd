package io.kwsbench.usage;

import io.kwsbench.label.LabelReason;

/** Advice where clips cannot be labeled. */
record LabelAdvice(Flags flags) implements LabelReason.Visitor<String> {
  @Override
  public String unfinishedRun(LabelReason.UnfinishedRun reason) {
    return flags.with(
        "--resume", "; add --resume to continue it, or delete the file", "; delete the file");
  }
}
