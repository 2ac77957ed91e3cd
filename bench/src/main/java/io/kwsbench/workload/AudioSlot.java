package io.kwsbench.workload;

import io.kwsbench.graph.DType;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.Shape;
import io.kwsbench.graph.TensorSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which feed of a graph takes sound, and in what form.
 *
 * @param form samples, a WAV file's bytes, or its path
 * @param feed the position among the feeds
 * @param frames samples a channel that the feed wants; −1 when any number will do
 * @param channels channels that the feed wants; −1 when any number will do
 */
record AudioSlot(Form form, int feed, int frames, int channels) {
  /** A dimension at least this long, all others 1, is a waveform: an eighth of a second. */
  private static final long SHORTEST_WAVEFORM = 2000;

  enum Form {
    SAMPLES,
    WAV_BYTES,
    WAV_PATH
  }

  /** The first feed that takes sound. */
  static Optional<AudioSlot> find(FrozenGraph graph, List<TensorSpec> feeds) {
    for (int i = 0; i < feeds.size(); i++) {
      Optional<AudioSlot> slot = of(graph, feeds.get(i), i);
      if (slot.isPresent()) {
        return slot;
      }
    }
    return Optional.empty();
  }

  private static Optional<AudioSlot> of(FrozenGraph graph, TensorSpec feed, int index) {
    if (feed.dtype() == DType.STRING) {
      boolean path =
          graph.nodes().stream()
              .anyMatch(n -> n.op().equals("ReadFile") && n.inputs().contains(feed.name()));
      return Optional.of(new AudioSlot(path ? Form.WAV_PATH : Form.WAV_BYTES, index, -1, -1));
    }
    if (feed.dtype() != DType.FLOAT || !feed.shape().isStatic() || feed.shape().rank() == 0) {
      return Optional.empty();
    }
    long[] dims = feed.shape().dims();
    if (isDecoded(graph, feed, 0) && dims.length == 2) {
      return Optional.of(samples(index, dims[0], dims[1]));
    }
    long longest = Arrays.stream(dims).max().orElse(0);
    boolean restIsOne = feed.shape().elements().orElse(-1) == longest;
    return restIsOne && longest >= SHORTEST_WAVEFORM
        ? Optional.of(samples(index, longest, 1))
        : Optional.empty();
  }

  private static AudioSlot samples(int index, long frames, long channels) {
    return new AudioSlot(Form.SAMPLES, index, Math.toIntExact(frames), Math.toIntExact(channels));
  }

  /** Whether the feed is the given output of a DecodeWav. */
  static boolean isDecoded(FrozenGraph graph, TensorSpec feed, int output) {
    Optional<Node> node = graph.node(feed.name().node());
    return feed.name().index() == output
        && node.map(Node::op).filter("DecodeWav"::equals).isPresent();
  }

  /** Whether the feed is the sample rate beside a DecodeWav's samples. */
  static boolean isRate(FrozenGraph graph, TensorSpec feed) {
    return isDecoded(graph, feed, 1)
        && feed.dtype() == DType.INT32
        && feed.shape().equals(Shape.SCALAR);
  }
}
