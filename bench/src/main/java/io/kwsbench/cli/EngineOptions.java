package io.kwsbench.cli;

import com.beust.jcommander.Parameter;

/** Which engine, and with how many threads. */
final class EngineOptions {
  @Parameter(
      names = "--engine",
      order = 20,
      description =
          "tensorflow or native, or both, which alternates them run by run and compares them;"
              + " tensorflow if not said, or native in a bundle without TensorFlow")
  String engine = "";

  @Parameter(
      names = "--num_threads",
      order = 21,
      description = "threads that a run may use; -1 lets the engine choose")
  int threads = -1;
}
