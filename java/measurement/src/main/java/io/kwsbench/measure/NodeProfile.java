package io.kwsbench.measure;

import io.kwsbench.engine.OpTrace;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/** The profile of one node over all traced runs. */
public final class NodeProfile {
  private final String name;
  private final String op;
  private final int order;
  private final List<String> fused;
  private final boolean counted;
  private final long firstNanos;
  private long calls;
  private long executedSum;
  private long startSum;
  private long nanosSum;
  private long memoryLast;
  private long memorySum;
  private long[] nanosByRun = new long[16];
  private int runs;

  NodeProfile(OpTrace first, int order) {
    this.name = first.name();
    this.op = first.op();
    this.order = order;
    this.fused = first.fused();
    this.counted = first.executedFlops().isPresent();
    this.firstNanos = first.nanos();
  }

  void add(OpTrace trace, int run) {
    calls++;
    executedSum += trace.executedFlops().orElse(0);
    startSum += trace.startNanos();
    nanosSum += trace.nanos();
    memoryLast = trace.memoryBytes();
    memorySum += trace.memoryBytes();
    if (run >= nanosByRun.length) {
      nanosByRun = Arrays.copyOf(nanosByRun, Math.max(run + 1, nanosByRun.length * 2));
    }
    nanosByRun[run] += trace.nanos();
    runs = run + 1;
  }

  public String name() {
    return name;
  }

  /** The op type, or the kernel's name. */
  public String op() {
    return op;
  }

  /** Position among all nodes by first start, from 0. */
  public int order() {
    return order;
  }

  /** The graph's nodes that this one stands for. */
  public List<String> fused() {
    return fused;
  }

  /**
   * Floating-point operations that the engine executed in one of {@code runs} runs, if it counts.
   */
  public OptionalLong executedFlops(int runs) {
    return counted ? OptionalLong.of(executedSum / Math.max(1, runs)) : OptionalLong.empty();
  }

  /** Executions over all runs. */
  public long calls() {
    return calls;
  }

  /** Time of the very first execution, in nanoseconds. */
  public long firstNanos() {
    return firstNanos;
  }

  /** Mean start of an execution after its run's start, in nanoseconds. */
  public double meanStartNanos() {
    return (double) startSum / calls;
  }

  /** Mean time of an execution, in nanoseconds. */
  public double meanNanos() {
    return (double) nanosSum / calls;
  }

  /** Time over all runs, in nanoseconds. */
  public long totalNanos() {
    return nanosSum;
  }

  /** Bytes of the newest execution. */
  public long lastMemoryBytes() {
    return memoryLast;
  }

  /** Mean bytes of an execution. */
  public double meanMemoryBytes() {
    return (double) memorySum / calls;
  }

  /** Time in each of {@code count} runs, in nanoseconds; 0 where the node did not run. */
  public long[] nanosByRun(int count) {
    return Arrays.copyOf(Arrays.copyOf(nanosByRun, runs), count);
  }
}
