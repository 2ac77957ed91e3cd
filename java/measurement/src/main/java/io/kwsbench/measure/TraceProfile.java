package io.kwsbench.measure;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Traced runs added up by node, as StatSummarizer does (TensorFlow 1.4, {@code
 * core/util/stat_summarizer.cc}): a node that runs several times a run, as in a loop, is one entry.
 *
 * <p>Not thread-safe.
 */
public final class TraceProfile {
  /** Runs that are kept whole: enough to see what differs between them, few enough to hold. */
  public static final int KEPT = 5;

  private final Map<String, NodeProfile> nodes = new LinkedHashMap<>();
  private final TimeRecorder opTotals = new TimeRecorder(1024);
  private final TimeRecorder spans = new TimeRecorder(1024);
  private final List<Long> memoryTotals = new ArrayList<>();
  private final Deque<RunTrace> newest = new ArrayDeque<>();

  /** Adds one run. */
  public void add(RunTrace trace) {
    int run = opTotals.count();
    long total = 0;
    long memory = 0;
    long first = Long.MAX_VALUE;
    long last = 0;
    for (OpTrace op : trace.ops()) {
      NodeProfile node = nodes.get(op.name());
      if (node == null) {
        node = new NodeProfile(op, nodes.size());
        nodes.put(op.name(), node);
      }
      node.add(op, run);
      total += op.nanos();
      memory += op.memoryBytes();
      first = Math.min(first, op.startNanos());
      last = Math.max(last, op.startNanos() + op.nanos());
    }
    spans.add(Math.max(0, last - first));
    opTotals.add(total);
    memoryTotals.add(memory);
    if (newest.size() == KEPT) {
      newest.removeFirst();
    }
    newest.addLast(trace);
  }

  /** Traced runs so far. */
  public int runs() {
    return opTotals.count();
  }

  /** Every node seen, in the order in which they first started. */
  public Collection<NodeProfile> nodes() {
    return Collections.unmodifiableCollection(nodes.values());
  }

  /** The summed times of all ops, one value per run. */
  public RunTimes opTotals() {
    return opTotals.times();
  }

  /** The time from the start of the first op to the end of the last, one value per run. */
  public RunTimes spans() {
    return spans.times();
  }

  /** The total bytes that ops requested from the allocator, one value per run. */
  public long[] memoryTotals() {
    return memoryTotals.stream().mapToLong(Long::longValue).toArray();
  }

  /** The last run's trace; empty before the first. */
  public Optional<RunTrace> last() {
    return Optional.ofNullable(newest.peekLast());
  }

  /** The newest runs, at most {@value #KEPT}, oldest first. */
  public List<RunTrace> newest() {
    return List.copyOf(newest);
  }
}
