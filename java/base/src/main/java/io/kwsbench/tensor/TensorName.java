package io.kwsbench.tensor;

import io.kwsbench.OutOfRangeException;

/**
 * An output of a node, in TensorFlow's spelling {@code node:index}.
 *
 * @param node the node's name
 * @param index which of its outputs, from 0
 */
public record TensorName(String node, int index) implements Comparable<TensorName> {
  public TensorName {
    if (node.isEmpty() || index < 0) {
      throw new OutOfRangeException("no tensor name: '" + node + ":" + index + "'");
    }
  }

  /**
   * Parses {@code node} or {@code node:index}.
   *
   * @throws OutOfRangeException when the text is no tensor name
   */
  public static TensorName parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      return new TensorName(text, 0);
    }
    try {
      return new TensorName(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new OutOfRangeException("no tensor name: '" + text + "'", e);
    }
  }

  @Override
  public int compareTo(TensorName other) {
    int byNode = node.compareTo(other.node);
    return byNode != 0 ? byNode : Integer.compare(index, other.index);
  }

  /** Always with the index: {@code labels_softmax:0}. */
  @Override
  public String toString() {
    return node + ":" + index;
  }
}
