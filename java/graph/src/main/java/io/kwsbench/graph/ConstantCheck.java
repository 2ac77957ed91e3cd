package io.kwsbench.graph;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import java.util.Collection;
import org.tensorflow.proto.TensorProto;

/**
 * Checks of a graph's constants on which all engines rely: the type and number of the elements must
 * be those of the node.
 *
 * <p>TensorFlow takes both for granted, too, and ends the process where they are wrong.
 */
final class ConstantCheck {
  private static final long MAX_REPEATED = 1L << 24;

  private final String source;
  private long repeatedLeft = MAX_REPEATED;

  private ConstantCheck(String source) {
    this.source = source;
  }

  /**
   * Checks every constant among the nodes.
   *
   * @throws KwsException when one contradicts itself, or all claim far more than the file holds
   */
  static void check(Collection<Node> nodes, String source) {
    ConstantCheck check = new ConstantCheck(source);
    nodes.stream().filter(node -> node.op().equals("Const")).forEach(check::check);
  }

  private void check(Node node) {
    String where = source + ": node " + node.name();
    if (!node.hasAttr("value") || !node.attrs().get("value").hasTensor()) {
      throw new KwsException(where + ": a Const without a value");
    }
    TensorProto value = node.attrs().get("value").getTensor();
    requireDeclaredType(node, value, where);
    requireBounded(value, where);
    if (DType.find(value.getDtypeValue()).isPresent()) {
      LiteralReader.check(value, where);
    }
  }

  private static void requireDeclaredType(Node node, TensorProto value, String where) {
    int declared = node.hasAttr("dtype") ? node.attrs().get("dtype").getTypeValue() : 0;
    if (declared != value.getDtypeValue()) {
      throw new KwsException(
          where
              + ": its constant is "
              + label(value.getDtypeValue())
              + ", but the node declares "
              + label(declared));
    }
  }

  private static String label(int type) {
    return DType.find(type).map(DType::label).orElse("type " + type);
  }

  /** A few bytes may claim many elements by repeating one: no weight does, a hostile file might. */
  private void requireBounded(TensorProto value, String where) {
    repeatedLeft -= Math.min(repeatedLeft + 1, LiteralReader.repeated(value));
    if (repeatedLeft < 0) {
      throw new KwsException(where + ": its constant claims more than the file holds");
    }
  }
}
