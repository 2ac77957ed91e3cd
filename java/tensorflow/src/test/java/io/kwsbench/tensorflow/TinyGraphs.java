package io.kwsbench.tensorflow;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.List;
import org.tensorflow.proto.DataType;

/** Graphs small enough that a run's cost is the call's own. */
final class TinyGraphs {
  static final TensorSpec X = new TensorSpec(new TensorName("x", 0), DType.FLOAT, Shape.of(4));
  static final TensorName Y = new TensorName("y", 0);
  static final TensorName Z = new TensorName("z", 0);

  private TinyGraphs() {}

  /** y = x + x; z = y * y. */
  static FrozenGraph addMul() {
    return GraphBuilder.graph()
        .placeholder("x", 4)
        .op("Add", "y", "x", "x")
        .type("T", DataType.DT_FLOAT)
        .op("Mul", "z", "y", "y")
        .type("T", DataType.DT_FLOAT)
        .build();
  }

  static EngineModel model() {
    return new TensorFlowEngine().load(addMul());
  }

  static EngineSession session(EngineModel model) {
    return model.newSession(new SessionOptions(List.of(X), List.of(Y, Z), 1));
  }

  /** y of a 4-vector, plus whatever {@code op} the caller added as {@code bad}. */
  static GraphBuilder withPlaceholder() {
    return GraphBuilder.graph().placeholder("x", 4);
  }

  static TensorValue x(float... values) {
    return TensorValue.ofFloats(Shape.of(values.length), values);
  }
}
