package io.kwsbench.program;

import io.kwsbench.Printable;
import io.kwsbench.tensor.TensorName;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program as text, a line a feed, operation or fetch. Tensors are numbered in the order in which
 * they are made, so that equal programs have equal texts.
 *
 * <pre>
 * feed  %0 float[1,8] x:0
 * %1 float[1,4] = Dense[m=1, k=8, n=4, act=relu](%0, #w float[8,4], #b float[4], -) ; MatMul Relu
 * fetch %1 y:0
 * </pre>
 *
 * <p>{@code #} is a constant, of which a single element is told; {@code -} an operand that is
 * absent. Behind {@code ;} stand the graph's nodes. A loop's body is indented below it.
 */
public final class ProgramText {
  private final StringBuilder out = new StringBuilder();
  private final Map<Tensor, Integer> numbers = new HashMap<>();

  private ProgramText() {}

  /** The text, which ends with a line's end. */
  public static String of(Program program) {
    ProgramText text = new ProgramText();
    program.feeds().forEach(text::feed);
    program.ops().forEach(op -> text.op(op, ""));
    program.fetches().forEach(text::fetch);
    return text.out.toString();
  }

  private void feed(TensorName name, Tensor tensor) {
    out.append("feed  ").append(made(tensor)).append(' ').append(Printable.of(name.toString()));
    out.append('\n');
  }

  private void fetch(TensorName name, Tensor tensor) {
    out.append("fetch ").append(used(tensor)).append(' ').append(Printable.of(name.toString()));
    out.append('\n');
  }

  private void op(Op op, String indent) {
    String inputs = op.inputs().stream().map(this::used).collect(Collectors.joining(", "));
    String outputs = op.outputs().stream().map(this::made).collect(Collectors.joining(", "));
    String nodes = Printable.of(String.join(" ", op.nodes()));
    out.append(indent).append(outputs).append(" = ");
    if (op.kind() instanceof OpKind.Loop loop) {
      out.append("Loop[trips=").append(loop.trips()).append(']');
      out.append('(').append(inputs).append(") ; ").append(nodes).append('\n');
      body(loop, indent + "  ");
    } else {
      out.append(kind(op.kind())).append('(').append(inputs).append(") ; ").append(nodes);
      out.append('\n');
    }
  }

  private void body(OpKind.Loop loop, String indent) {
    for (OpKind.Initial initial : loop.initials()) {
      out.append(indent).append("initial ").append(used(initial.output())).append(" from ");
      out.append(initial.offset()).append(": ").append(used(initial.value())).append('\n');
    }
    for (OpKind.Slice slice : loop.slices()) {
      out.append(indent).append("slice ").append(made(slice.inner())).append(" of ");
      out.append(used(slice.outer())).append(" from ").append(slice.offset());
      out.append(" by ").append(slice.stride()).append('\n');
    }
    loop.body().forEach(op -> op(op, indent));
  }

  /** {@code Reshape}, {@code Softmax[outer=1, n=12, inner=1, log=false]}. */
  private static String kind(OpKind kind) {
    String text = Printable.of(kind.toString());
    return text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
  }

  private String made(Tensor tensor) {
    if (!tensor.isPresent()) {
      return "-";
    }
    return number(tensor) + " " + tensor.dtype().label() + tensor.shape();
  }

  private String used(Tensor tensor) {
    if (!tensor.isPresent()) {
      return "-";
    }
    return tensor.isConstant() ? constant(tensor) : number(tensor);
  }

  private String number(Tensor tensor) {
    return "%" + numbers.computeIfAbsent(tensor, t -> numbers.size());
  }

  private static String constant(Tensor tensor) {
    String type = tensor.dtype().label() + tensor.shape();
    boolean single = tensor.elements() == 1 && tensor.value().orElseThrow().isNumeric();
    return single
        ? "#" + tensor.value().orElseThrow().real(0) + " " + type
        : "#" + Printable.of(tensor.name()) + " " + type;
  }
}
