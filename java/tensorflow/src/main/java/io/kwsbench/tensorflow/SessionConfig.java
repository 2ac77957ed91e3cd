package io.kwsbench.tensorflow;

import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RunOptions;

/** The protobuf messages that configure sessions and runs. */
final class SessionConfig {
  /** Set to true, this system property runs graphs as they are written: the oracle of tests. */
  private static final String UNOPTIMIZED = "kwsbench.tensorflow.unoptimized";

  private SessionConfig() {}

  /**
   * A session with {@code threads} threads inside an op and between ops, 0 for TensorFlow's choice.
   *
   * <p>As benchmark_model configures it ({@code tensorflow/tools/benchmark/benchmark_model.cc}),
   * with two additions: the inter-op threads are the session's own, as otherwise the first session
   * of the process would decide for all; and nodes that the graph pins to a device this machine
   * lacks run on the CPU. Constants are not folded where TensorFlow aborts on that.
   *
   * @param folding whether it may fold constants
   */
  static byte[] session(int threads, boolean folding) {
    ConfigProto.Builder config = ConfigProto.newBuilder().setAllowSoftPlacement(true);
    if (threads > 0) {
      config
          .setIntraOpParallelismThreads(threads)
          .setInterOpParallelismThreads(threads)
          .setUsePerSessionThreads(true);
    }
    if (!folding) {
      config
          .getGraphOptionsBuilder()
          .getRewriteOptionsBuilder()
          .setConstantFolding(RewriterConfig.Toggle.OFF);
    }
    if (Boolean.getBoolean(UNOPTIMIZED)) {
      config.getGraphOptionsBuilder().getRewriteOptionsBuilder().setDisableMetaOptimizer(true);
    }
    return config.build().toByteArray();
  }

  /**
   * A run that records every op.
   *
   * <p>{@code FULL_TRACE} records the same of every op (names, times, memory, outputs) and on top
   * starts and stops the hardware profiler, for kernels on a GPU: on a CPU that adds nothing but
   * some 5 ms to a run, and slows the ops themselves.
   */
  static byte[] tracedRun() {
    return RunOptions.newBuilder()
        .setTraceLevel(RunOptions.TraceLevel.SOFTWARE_TRACE)
        .build()
        .toByteArray();
  }
}
