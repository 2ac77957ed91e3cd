package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Sequences of tensors whose length and parts are known: what exporters make of a split whose parts
 * a program picks by their number.
 */
final class Sequences {
  /** The operators whose inputs or outputs are sequences. */
  static final Set<String> OPERATORS = Set.of("SplitToSequence", "SequenceConstruct", "SequenceAt");

  /** Each part is a node: a few bytes may ask for any number of them. */
  private static final int MAX_PARTS = 4096;

  private Sequences() {}

  static boolean has(OnnxNode node) {
    return node.domain().isEmpty() && OPERATORS.contains(node.op());
  }

  /**
   * Defines what a node gives.
   *
   * @param folded folds what is known
   */
  static void append(OnnxNode node, Names names, OnnxCall.Work work, UnaryOperator<Laid> folded) {
    String output = node.outputs().isEmpty() ? "" : node.outputs().get(0);
    switch (node.op()) {
      case "SequenceConstruct" -> names.defineSequence(output, tensors(node, node.inputs(), names));
      case "SplitToSequence" -> {
        OnnxCall call =
            new OnnxCall(node, names.opset(), tensors(node, node.inputs(), names), work);
        names.defineSequence(output, split(call));
      }
      default -> {
        Names.Known part = at(node, names, work);
        names.define(output, new Names.Known(folded.apply(part.value()), part.type()));
      }
    }
  }

  private static List<Names.Known> tensors(OnnxNode node, List<String> inputs, Names names) {
    List<Names.Known> known = new ArrayList<>();
    for (String name : inputs) {
      known.add(name.isEmpty() ? null : names.required(name, node));
    }
    return known;
  }

  private static Names.Known at(OnnxNode node, Names names, OnnxCall.Work work) {
    if (node.inputs().size() != 2) {
      throw new KwsException("node " + node.name() + " (SequenceAt) needs two inputs");
    }
    List<Names.Known> sequence = names.sequence(node.inputs().get(0));
    if (sequence == null) {
      throw new KwsException(
          "node "
              + node.name()
              + " (SequenceAt): "
              + node.inputs().get(0)
              + " is no sequence that is read here");
    }
    List<Names.Known> inputs = tensors(node, node.inputs().subList(1, 2), names);
    OnnxCall call = new OnnxCall(node, names.opset(), inputs, work);
    int[] position = call.integers(0);
    int length = sequence.size();
    if (position.length != 1 || position[0] < -length || position[0] >= length) {
      throw call.error("takes part " + Arrays.toString(position) + " of a sequence of " + length);
    }
    return sequence.get(position[0] < 0 ? position[0] + length : position[0]);
  }

  private static List<Names.Known> split(OnnxCall call) {
    Laid x = call.in(0);
    int axis = call.axis(call.node().integer("axis", 0), x.rank());
    boolean squeezed = !call.has(1) && call.node().integer("keepdims", 1) == 0;
    List<Names.Known> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes(call, x.dim(axis))) {
      Laid part = x.with(call.arrays().slice(x.value(), x.at(axis), from, from + size));
      parts.add(new Names.Known(squeezed ? squeezed(call, part, axis) : part, call.type(0)));
      from += size;
    }
    return parts;
  }

  private static Laid squeezed(OnnxCall call, Laid part, int axis) {
    int[] shape = part.shape();
    int[] less = new int[shape.length - 1];
    for (int i = 0; i < less.length; i++) {
      less[i] = shape[i < axis ? i : i + 1];
    }
    return Laid.plain(call.arrays().reshape(call.layouts().plain(part), less));
  }

  /** A scalar is the size of each part but the last; without sizes, each part has one. */
  private static int[] sizes(OnnxCall call, int length) {
    int[] given = call.has(1) ? call.integers(1) : new int[] {1};
    boolean each = !call.has(1) || call.in(1).rank() == 0;
    if (each && given[0] > 0) {
      if ((length - 1L) / given[0] >= MAX_PARTS) {
        throw call.error("splits " + length + " into more than " + MAX_PARTS + " parts");
      }
      int[] sizes = new int[(length - 1) / given[0] + 1];
      Arrays.fill(sizes, given[0]);
      sizes[sizes.length - 1] = length - given[0] * (sizes.length - 1);
      return sizes;
    }
    if (Arrays.stream(given).anyMatch(size -> size < 1)
        || Arrays.stream(given).asLongStream().sum() != length) {
      throw call.error("splits " + length + " into " + Arrays.toString(given));
    }
    return given;
  }
}
