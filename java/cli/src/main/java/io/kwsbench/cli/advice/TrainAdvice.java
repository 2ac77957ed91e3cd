package io.kwsbench.cli.advice;

import io.kwsbench.train.TrainReason;
import io.kwsbench.usage.Flags;

/** Advice where a training run cannot begin. */
record TrainAdvice(Flags flags) implements TrainReason.Visitor<String> {
  @Override
  public String folderHoldsRun(TrainReason.FolderHoldsRun reason) {
    return flags.with("--resume", "; add --resume to continue it");
  }
}
