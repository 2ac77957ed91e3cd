package io.kwsbench.usage;

import io.kwsbench.label.LabelReason;

/** What can be done where clips are not labelled. */
record LabelAdvice(Flags flags) implements LabelReason.Visitor<String> {
  @Override
  public String unfinishedRun(LabelReason.UnfinishedRun reason) {
    return flags.with("--resume", "; give --resume to go on, or delete it", "; delete it");
  }
}
