package io.kwsbench.rewrite.ir;

import io.kwsbench.tensor.DType;
import java.util.Arrays;

/**
 * One output of a node: what other nodes take. Equality is identity.
 *
 * <p>Shapes are static all through: a frozen spotter has a batch of one.
 */
public final class Value {
  private final IrNode node;
  private final int index;
  private final DType type;
  private final int[] shape;

  Value(IrNode node, int index, DType type, int[] shape) {
    this.node = node;
    this.index = index;
    this.type = type;
    this.shape = shape.clone();
  }

  public IrNode node() {
    return node;
  }

  public int index() {
    return index;
  }

  public DType type() {
    return type;
  }

  public int[] shape() {
    return shape.clone();
  }

  public int rank() {
    return shape.length;
  }

  /** The size of an axis; negative axes count from the end. */
  public int dim(int axis) {
    return shape[Dims.axis(axis, shape.length)];
  }

  /** The number of elements. */
  public int size() {
    return Dims.elements(shape);
  }

  public boolean hasShape(int... wanted) {
    return Arrays.equals(shape, wanted);
  }

  /** Returns whether this is the output of an operation of that type. */
  public boolean isFrom(String op) {
    return node.op().equals(op);
  }

  /** Returns whether this is a constant. */
  public boolean isConstant() {
    return node.constant() != null;
  }

  /** TensorFlow's name of this output in an input list: {@code node} or {@code node:1}. */
  public String reference() {
    return index == 0 ? node.name() : node.name() + ":" + index;
  }

  @Override
  public String toString() {
    return node.op() + " " + reference() + Arrays.toString(shape);
  }
}
