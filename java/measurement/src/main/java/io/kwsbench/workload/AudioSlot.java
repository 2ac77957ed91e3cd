package io.kwsbench.workload;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.metadata.FeatureInput;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;
import java.util.Optional;

/**
 * The input of a graph that takes sound, and its form.
 *
 * @param form samples, a WAV file's bytes, or its path
 * @param feed the position among the feeds
 * @param frames samples per channel that the feed wants; −1 when any number will do
 * @param channels channels that the feed wants; −1 when any number will do
 */
record AudioSlot(Form form, int feed, int frames, int channels) {
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
      return Optional.of(ofFile(graph, feed.name(), index));
    }
    if (feed.dtype() != DType.FLOAT || !feed.shape().isStatic() || feed.shape().rank() == 0) {
      return Optional.empty();
    }
    long[] dims = feed.shape().dims();
    if (isDecoded(graph, feed, 0) && dims.length == 2) {
      return Optional.of(samples(index, dims[0], dims[1]));
    }
    return FeatureInput.isWaveform(feed)
        ? Optional.of(samples(index, feed.shape().elements().orElseThrow(), 1))
        : Optional.empty();
  }

  /**
   * An input that takes a file. Clips are fitted to the shape to which the graph's DecodeWav cuts
   * and pads, so that users get the same warnings as for other graphs.
   */
  private static AudioSlot ofFile(FrozenGraph graph, TensorName feed, int index) {
    Optional<Node> reads = reader(graph, "ReadFile", feed);
    TensorName bytes = reads.map(node -> new TensorName(node.name(), 0)).orElse(feed);
    Optional<Node> decodes = reader(graph, "DecodeWav", bytes);
    int frames = decodes.map(node -> asked(node, "desired_samples")).orElse(-1);
    int channels = decodes.map(node -> asked(node, "desired_channels")).orElse(-1);
    Form form = reads.isPresent() ? Form.WAV_PATH : Form.WAV_BYTES;
    return new AudioSlot(form, index, frames, channels);
  }

  private static Optional<Node> reader(FrozenGraph graph, String op, TensorName tensor) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(op) && node.inputs().contains(tensor))
        .findFirst();
  }

  /** −1 where the graph takes what the file has. */
  private static int asked(Node decodeWav, String attr) {
    long asked = decodeWav.intAttr(attr, -1);
    return asked > 0 && asked <= Integer.MAX_VALUE ? (int) asked : -1;
  }

  private static AudioSlot samples(int index, long frames, long channels) {
    return new AudioSlot(Form.SAMPLES, index, Math.toIntExact(frames), Math.toIntExact(channels));
  }

  /** Returns whether the feed is the given output of a DecodeWav. */
  static boolean isDecoded(FrozenGraph graph, TensorSpec feed, int output) {
    Optional<Node> node = graph.node(feed.name().node());
    return feed.name().index() == output
        && node.map(Node::op).filter("DecodeWav"::equals).isPresent();
  }

  /** Returns whether the feed is the sample rate beside a DecodeWav's samples. */
  static boolean isRate(FrozenGraph graph, TensorSpec feed) {
    return isDecoded(graph, feed, 1)
        && feed.dtype() == DType.INT32
        && feed.shape().equals(Shape.SCALAR);
  }
}
