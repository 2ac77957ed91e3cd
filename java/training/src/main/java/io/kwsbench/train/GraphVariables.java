package io.kwsbench.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.VarHandleOp;
import org.tensorflow.types.TFloat32;

/** The float variables of a graph, by name: read, set from outside, assigned within a step. */
final class GraphVariables {
  private record Variable(
      Operand<?> handle,
      Operand<TFloat32> value,
      Placeholder<TFloat32> feed,
      Op set,
      Shape shape) {}

  private final Ops tf;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  GraphVariables(Ops tf) {
    this.tf = tf;
  }

  void add(String name, io.kwsbench.tensor.Shape shape) {
    Shape dims = Shape.of(shape.dims());
    var handle =
        tf.varHandleOp(TFloat32.class, dims, VarHandleOp.sharedName("v" + variables.size()));
    Placeholder<TFloat32> feed = tf.placeholder(TFloat32.class, Placeholder.shape(dims));
    Op set = tf.assignVariableOp(handle, feed);
    Operand<TFloat32> value = tf.readVariableOp(handle, TFloat32.class);
    variables.put(name, new Variable(handle, value, feed, set, dims));
  }

  /** The value at the beginning of a step. */
  Operand<TFloat32> value(String name) {
    return variables.get(name).value();
  }

  /** The assignment of a new value; {@code after} orders it. */
  Op assign(Ops after, String name, Operand<TFloat32> value) {
    return after.assignVariableOp(variables.get(name).handle(), value);
  }

  void set(Session session, Map<String, float[]> values) {
    Session.Runner runner = session.runner();
    List<Tensor> tensors = new ArrayList<>();
    try {
      for (Map.Entry<String, float[]> entry : values.entrySet()) {
        Variable variable = variables.get(entry.getKey());
        TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(entry.getValue()));
        tensors.add(tensor);
        runner.feed(variable.feed(), tensor).addTarget(variable.set());
      }
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  Map<String, float[]> get(Session session, List<String> names) {
    Session.Runner runner = session.runner();
    names.forEach(name -> runner.fetch(variables.get(name).value()));
    Map<String, float[]> values = new LinkedHashMap<>();
    try (var result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        values.put(names.get(i), floats(result.get(i)));
      }
    }
    return values;
  }

  /** A copy of a float tensor's elements. */
  static float[] floats(Tensor tensor) {
    float[] values = new float[(int) tensor.size()];
    tensor.asRawTensor().data().asFloats().read(values);
    return values;
  }
}
