package io.kwsbench.measure;

import io.kwsbench.compile.emit.Emitter;
import io.kwsbench.compile.emit.WeightPrecision;
import io.kwsbench.plan.Product;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanSession;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Map;

/** A matrix product as a plan of one step for the native engine, its weights packed beforehand. */
final class PackedProduct implements GemmRace.Contender {
  private final int size;
  private final PlanModel model;
  private final PlanSession session;

  /**
   * @param a {@code [m][k]}
   * @param b {@code [k][n]}
   */
  PackedProduct(Product product, float[] a, float[] b) {
    int m = product.m();
    int k = product.k();
    int n = product.n();
    Tensor in = Tensor.of("a", DType.FLOAT, Shape.of(m, k));
    Tensor weights = Tensor.floats("b", Shape.of(k, n), b);
    Tensor out = Tensor.of("c", DType.FLOAT, Shape.of(m, n));
    OpKind dense = new OpKind.Dense(m, k, n, UnaryFunction.IDENTITY);
    List<Tensor> inputs = List.of(in, weights, Tensor.NONE, Tensor.NONE);
    Program program =
        new Program(
            Map.of(TensorName.parse("a"), in),
            List.of(Op.of(dense, inputs, out, "product")),
            Map.of(TensorName.parse("c"), out));
    size = m * n;
    model = PlanModel.open(Emitter.emit(program, WeightPrecision.FLOAT32), product.toString());
    session = fed(model, a);
  }

  /** A session over {@code a}; closes the model when there can be none. */
  private static PlanSession fed(PlanModel model, float[] a) {
    PlanSession session = null;
    try {
      session = model.newSession(1);
      session.feed(0).asFloatBuffer().put(a);
      return session;
    } catch (RuntimeException e) {
      if (session != null) {
        session.close();
      }
      model.close();
      throw e;
    }
  }

  @Override
  public void multiply() {
    session.run();
  }

  @Override
  public float[] result() {
    float[] values = new float[size];
    session.fetch(0).asFloatBuffer().get(values);
    return values;
  }

  @Override
  public void close() {
    session.close();
    model.close();
  }
}
