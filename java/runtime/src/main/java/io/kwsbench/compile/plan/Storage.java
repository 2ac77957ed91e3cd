package io.kwsbench.compile.plan;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Program;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.graph.DType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which tensors share memory: a reshape is its input, a contiguous view a part of its input, and
 * the parts of a join are made in their place where they lie one after the other.
 */
final class Storage {
  /** Room for the bytes of a WAV file: one second of 24-bit stereo at 96 kHz and headers. */
  static final long STRING_BYTES = 8 + (1 << 20);

  /**
   * Where a tensor is.
   *
   * @param root the tensor whose memory it is in
   * @param offset bytes into it
   */
  record Place(Tensor root, long offset) {}

  private final Map<Tensor, Place> inside = new HashMap<>();
  private final Set<Tensor> made = new HashSet<>();
  private final Set<Op> free = new HashSet<>();

  Storage(Program program) {
    for (Op op : program.ops()) {
      boolean alias = alias(op);
      if (!alias) {
        made.addAll(op.outputs());
      }
    }
    for (int i = program.ops().size() - 1; i >= 0; i--) {
      Op op = program.ops().get(i);
      if (op.kind() instanceof Kind.Concat concat && isContiguous(op, concat)) {
        placeParts(op);
      }
    }
  }

  static long bytes(Tensor tensor) {
    return tensor.dtype() == DType.STRING
        ? STRING_BYTES
        : (long) tensor.elements() * tensor.dtype().bytes();
  }

  /** Where a tensor is; a constant is its own root. */
  Place place(Tensor tensor) {
    Tensor root = tensor;
    long offset = 0;
    for (Place place = inside.get(root); place != null; place = inside.get(root)) {
      root = place.root();
      offset += place.offset();
    }
    return new Place(root, offset);
  }

  /** Whether an operation takes no step: its output is memory that is there. */
  boolean isFree(Op op) {
    return free.contains(op);
  }

  private boolean alias(Op op) {
    if (op.kind() instanceof Kind.Reshape) {
      inside.put(op.out(), new Place(op.in(0), 0));
      free.add(op);
      return true;
    }
    if (op.kind() instanceof Kind.View view && isContiguous(view)) {
      long offset = (long) view.offset() * op.out().dtype().bytes();
      inside.put(op.out(), new Place(op.in(0), offset));
      free.add(op);
      return true;
    }
    return false;
  }

  /** Whether a view's elements lie one after the other. */
  static boolean isContiguous(Kind.View view) {
    long expected = 1;
    for (int i = view.dims().size() - 1; i >= 0; i--) {
      if (view.dims().get(i) != 1) {
        if (view.strides().get(i) != expected) {
          return false;
        }
        expected *= view.dims().get(i);
      }
    }
    return true;
  }

  /** Whether the parts of a join lie one after the other: no axis before it has two elements. */
  static boolean isContiguous(Op op, Kind.Concat concat) {
    for (int i = 0; i < concat.axis(); i++) {
      if (op.out().dim(i) != 1) {
        return false;
      }
    }
    return true;
  }

  private void placeParts(Op op) {
    long offset = 0;
    for (Tensor part : op.inputs()) {
      Place place = place(part);
      boolean whole = place.offset() == 0 && bytes(place.root()) == bytes(part);
      if (whole && made.contains(place.root()) && place.root() != place(op.out()).root()) {
        inside.put(place.root(), new Place(op.out(), offset));
        made.remove(place.root());
      }
      offset += bytes(part);
    }
  }

  /** Whether a part of a join already lies where it belongs. */
  boolean isInPlace(Op join, Tensor part, long offset) {
    Place whole = place(join.out());
    Place place = place(part);
    return place.root() == whole.root() && place.offset() == whole.offset() + offset;
  }
}
