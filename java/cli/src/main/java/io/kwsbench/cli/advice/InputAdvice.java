package io.kwsbench.cli.advice;

import io.kwsbench.usage.Flags;
import io.kwsbench.workload.InputReason;

/** Advice where the inputs of a graph are unknown. */
record InputAdvice(Flags flags) implements InputReason.Visitor<String> {
  @Override
  public String noInput(InputReason.NoInput reason) {
    return flags.with("--input_layer", ": name the input with --input_layer");
  }

  @Override
  public String noShape(InputReason.NoShape reason) {
    return flags.with("--input_layer_shape", ": give it with --input_layer_shape");
  }

  @Override
  public String openShape(InputReason.OpenShape reason) {
    return flags.with("--input_layer_shape", ": give its shape with --input_layer_shape");
  }

  @Override
  public String wantsPath(InputReason.WantsPath reason) {
    return flags.with("--input_wav", ": give one with --input_wav");
  }
}
