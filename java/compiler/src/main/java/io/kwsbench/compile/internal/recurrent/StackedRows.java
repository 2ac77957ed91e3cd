package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;

/**
 * The regions of all times as the rows of one matrix: where they lie, if they lie together.
 *
 * @param name what the matrix is called
 * @param ops where operations go
 */
record StackedRows(String name, List<Op> ops) {
  /** {@code [time · batch][columns]}. */
  Tensor of(List<Region> from) {
    Region first = from.get(0);
    int time = from.size();
    int batch = first.rows();
    int step = time < 2 ? 0 : from.get(1).offset() - first.offset();
    boolean even = true;
    for (int t = 0; t < time; t++) {
      Region at = from.get(t);
      even &= at.tensor() == first.tensor() && at.offset() == first.offset() + t * step;
      even &= at.rowStride() == first.rowStride();
    }
    Shape shape = Shape.of((long) time * batch, first.cols());
    Tensor all = Tensor.of(name + "/steps", DType.FLOAT, shape);
    if (!even) {
      List<Tensor> parts =
          from.stream().map(r -> SequenceBuilder.tensor(r, name + "/step", ops)).toList();
      ops.add(new Op(new OpKind.Concat(0), parts, List.of(all), List.of(name)));
      return all;
    }
    boolean dense = first.isDense() && step == batch * first.cols();
    OpKind view =
        dense
            ? new OpKind.View(first.offset(), List.of(time * batch * first.cols()), List.of(1))
            : new OpKind.View(
                first.offset(),
                List.of(time, batch, first.cols()),
                List.of(step, first.rowStride(), 1));
    ops.add(new Op(view, List.of(first.tensor()), List.of(all), List.of(name)));
    return all;
  }
}
