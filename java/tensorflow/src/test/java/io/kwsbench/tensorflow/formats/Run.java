package io.kwsbench.tensorflow.formats;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.Engines;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Runs of an imported graph. */
final class Run {
  private Run() {}

  static float[] once(String engine, FrozenGraph graph, CsvTensor input) {
    return each(engine, graph, List.of(input)).get(0);
  }

  /** The outputs of one run after the other. */
  static List<float[]> each(String engine, FrozenGraph graph, List<CsvTensor> inputs) {
    try (EngineModel model = Engines.installed().find(engine).orElseThrow().load(graph)) {
      return each(model, inputs);
    }
  }

  /** The same of a model that is loaded already. */
  static List<float[]> each(EngineModel model, List<CsvTensor> inputs) {
    try (EngineSession session = model.newSession(1)) {
      List<float[]> outputs = new ArrayList<>();
      for (CsvTensor input : inputs) {
        session.feed(0, tensor(session.options().feeds().get(0), input.values()));
        session.run();
        outputs.add(numbers(session.fetch(0)));
      }
      return outputs;
    }
  }

  private static TensorValue tensor(TensorSpec spec, float[] values) {
    if (spec.dtype() == DType.FLOAT) {
      return TensorValue.ofFloats(spec.shape(), values);
    }
    int bytes = spec.dtype().bytes();
    ByteBuffer all = ByteBuffer.allocate(bytes * values.length).order(ByteOrder.nativeOrder());
    for (float value : values) {
      switch (bytes) {
        case 1 -> all.put((byte) (int) value);
        case 2 -> all.putShort((short) value);
        default -> all.putInt((int) value);
      }
    }
    return TensorValue.ofBytes(spec.dtype(), spec.shape(), all.array());
  }

  private static float[] numbers(TensorValue value) {
    if (value.dtype() == DType.FLOAT) {
      return value.floats();
    }
    ByteBuffer all = value.buffer();
    float[] numbers = new float[all.remaining() / value.dtype().bytes()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (value.dtype()) {
            case UINT8 -> all.get() & 0xff;
            case INT8 -> all.get();
            case INT16 -> all.getShort();
            default -> all.getInt();
          };
    }
    return numbers;
  }

  /** The largest difference, relative to the largest of the wanted values. */
  static double largestDifference(float[] actual, float[] wanted) {
    if (actual.length != wanted.length) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = 0;
    double scale = 0;
    for (int i = 0; i < wanted.length; i++) {
      double difference = Math.abs((double) actual[i] - wanted[i]);
      largest = difference <= largest ? largest : difference;
      scale = Math.max(scale, Math.abs(wanted[i]));
    }
    return Double.isNaN(largest) ? Double.POSITIVE_INFINITY : largest == 0 ? 0 : largest / scale;
  }
}
