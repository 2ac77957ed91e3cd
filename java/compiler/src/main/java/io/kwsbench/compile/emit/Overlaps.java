package io.kwsbench.compile.emit;

import io.kwsbench.compile.emit.RowAccess.Rows;
import io.kwsbench.compile.emit.Storage.Place;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Steps that would write what they read. The engine refuses such a plan: only rows between rows,
 * columns of their own, are apart for it, and only for kernels that read and write in rows.
 */
final class Overlaps {
  private final Storage storage;
  private final Set<Tensor> clashing = new HashSet<>();

  Overlaps(Storage storage) {
    this.storage = storage;
  }

  /**
   * Bytes of a tensor's memory.
   *
   * @param width bytes of a row
   * @param stride bytes from one row to the next, 0 where there are none
   */
  private record Span(Place place, long from, long bytes, long width, long stride) {
    boolean meets(Span other) {
      return place.root() == other.place.root()
          && place.loopStride() == other.place.loopStride()
          && from < other.from + other.bytes
          && other.from < from + bytes;
    }

    /** Returns whether the rows of both lie side by side. */
    boolean isBetween(Span other) {
      if (stride == 0 || stride != other.stride) {
        return false;
      }
      long column = Math.floorMod(other.from - from, stride);
      return column >= width && column + other.width <= stride;
    }
  }

  /** Tensors that must not be made in the place of a join. */
  Set<Tensor> clashing() {
    for (Op op : storage.ops()) {
      if (op.kind() instanceof OpKind.Concat concat) {
        join(op, concat);
      } else if (!storage.isFree(op) && !(op.kind() instanceof OpKind.Loop)) {
        step(op);
      }
    }
    return clashing;
  }

  private void step(Op op) {
    boolean inRows = RowAccess.written(op).isPresent();
    for (Tensor output : op.outputs()) {
      if (output.isPresent() && output.elements() > 0) {
        Span written = span(output);
        for (Tensor input : op.inputs()) {
          if (input.isPresent() && input.elements() > 0) {
            Span read = span(input);
            boolean apart = !written.meets(read) || inRows && written.isBetween(read);
            if (!apart) {
              clash(input, output);
            }
          }
        }
      }
    }
  }

  /** A part of a join is copied to where it belongs. */
  private void join(Op op, OpKind.Concat concat) {
    Rows whole = RowAccess.rows(op.out(), concat.axis());
    Place out = storage.place(op.out());
    long bytes = op.out().dtype().bytes();
    int at = 0;
    for (Tensor part : op.inputs()) {
      int width = whole.count() == 0 ? 0 : part.elements() / whole.count();
      if (width > 0 && !storage.isInPlace(op, whole, part, at)) {
        long extent = (whole.count() - 1L) * storage.stride(op, whole) + width;
        Span slot = new Span(out, out.offset() + at * bytes, extent * bytes, 0, 0);
        if (slot.meets(span(part))) {
          clash(part, op.out());
        }
      }
      at += width;
    }
  }

  private Span span(Tensor tensor) {
    Place place = storage.place(tensor);
    long bytes = tensor.dtype().bytes();
    return new Span(
        place,
        place.offset(),
        storage.extent(tensor),
        place.width() * bytes,
        place.stride() * bytes);
  }

  private void clash(Tensor input, Tensor output) {
    Optional<Tensor> part = storage.movedPart(input).or(() -> storage.movedPart(output));
    part.ifPresent(clashing::add);
  }
}
