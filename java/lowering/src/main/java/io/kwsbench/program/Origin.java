package io.kwsbench.program;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The memory of a tensor's contiguous elements, behind all reshapes and contiguous views.
 *
 * @param tensor the tensor that holds them
 * @param offset elements before the first
 */
public record Origin(Tensor tensor, int offset) {
  /** The origin of a tensor: the tensor itself, unless it is only another name for memory. */
  public static Origin of(Tensor tensor, Uses uses) {
    Tensor at = tensor;
    int offset = 0;
    for (Optional<Op> op = uses.maker(at); op.isPresent(); op = uses.maker(at)) {
      if (op.get().kind() instanceof OpKind.View view && view.isContiguous()) {
        offset += view.offset();
      } else if (!(op.get().kind() instanceof OpKind.Reshape)) {
        break;
      }
      at = op.get().in(0);
    }
    return new Origin(at, offset);
  }

  /**
   * The distance from each of two or more to the next; empty unless all lie in one tensor at even
   * distances.
   */
  public static OptionalInt stride(List<Origin> origins) {
    Origin first = origins.get(0);
    int stride = origins.get(1).offset() - first.offset();
    for (int i = 0; i < origins.size(); i++) {
      Origin here = origins.get(i);
      if (here.tensor() != first.tensor() || here.offset() != first.offset() + i * stride) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(stride);
  }
}
