package io.kwsbench.peers;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.kwsbench.KwsException;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session of ONNX Runtime. Feeds lie in memory that it reads in place; its Java API makes a few
 * objects a run.
 */
final class OnnxSession extends PeerSession {
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs;
  private final List<ByteBuffer> memory;
  private final List<String> outputs;
  private OrtSession.Result result;

  private OnnxSession(
      Path file,
      SessionOptions options,
      OrtSession session,
      Map<String, OnnxTensor> inputs,
      List<ByteBuffer> memory,
      List<String> outputs) {
    super("onnxruntime", file, options);
    this.session = session;
    this.inputs = inputs;
    this.memory = memory;
    this.outputs = outputs;
  }

  /** Leaves the session to the caller when it throws. */
  static OnnxSession of(Path file, OrtEnvironment environment, OrtSession session, int threads)
      throws OrtException {
    List<TensorSpec> feeds = new ArrayList<>();
    Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    List<ByteBuffer> memory = new ArrayList<>();
    try {
      for (NodeInfo input : session.getInputInfo().values()) {
        TensorSpec spec = spec(file, input, feeds.size());
        long bytes = spec.shape().elements().orElseThrow() * spec.dtype().bytes();
        ByteBuffer buffer =
            ByteBuffer.allocateDirect(Math.toIntExact(bytes)).order(ByteOrder.nativeOrder());
        feeds.add(spec);
        memory.add(buffer);
        OnnxJavaType type = tensor(file, input).type;
        inputs.put(
            input.getName(),
            OnnxTensor.createTensor(environment, buffer, spec.shape().dims(), type));
      }
      List<String> outputs = List.copyOf(session.getOutputInfo().keySet());
      List<TensorName> fetches = new ArrayList<>();
      outputs.forEach(output -> fetches.add(ModelFile.name(output, fetches.size())));
      SessionOptions options = new SessionOptions(feeds, fetches, threads);
      return new OnnxSession(file, options, session, inputs, memory, outputs);
    } catch (OrtException | RuntimeException e) {
      inputs.values().forEach(OnnxTensor::close);
      throw e;
    }
  }

  private static TensorSpec spec(Path file, NodeInfo input, int index) {
    TensorInfo info = tensor(file, input);
    DType dtype = dtype(file, input.getName(), info.type);
    long[] dims =
        OpenAxes.withBatchOfOne(
            file + ": input " + input.getName(),
            info.getShape(),
            info.getDimensionNames(),
            dtype != DType.FLOAT);
    try {
      return new TensorSpec(ModelFile.name(input.getName(), index), dtype, Shape.of(dims));
    } catch (IllegalArgumentException e) {
      throw new KwsException(file + ": input " + input.getName() + ": " + e.getMessage(), e);
    }
  }

  private static TensorInfo tensor(Path file, NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo info) {
      return info;
    }
    throw new KwsException(file + ": " + node.getName() + " is no tensor");
  }

  private static DType dtype(Path file, String name, OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> DType.FLOAT;
      case DOUBLE -> DType.DOUBLE;
      case INT8 -> DType.INT8;
      case UINT8 -> DType.UINT8;
      case INT16 -> DType.INT16;
      case INT32 -> DType.INT32;
      case INT64 -> DType.INT64;
      case BOOL -> DType.BOOL;
      default -> throw new KwsException(file + ": " + name + " has elements of type " + type);
    };
  }

  @Override
  void write(int index, TensorValue value) {
    memory.get(index).clear().put(value.buffer()).clear();
  }

  @Override
  void runOnce() {
    try {
      forget();
      result = session.run(inputs);
    } catch (OrtException e) {
      throw failed(e.getMessage(), e);
    }
  }

  private void forget() {
    if (result != null) {
      result.close();
      result = null;
    }
  }

  @Override
  TensorValue read(int index) {
    if (result == null) {
      throw new IllegalStateException("onnxruntime: nothing was run");
    }
    if (!(result.get(index) instanceof OnnxTensor tensor)) {
      throw failed("output " + outputs.get(index) + " is no tensor", null);
    }
    TensorInfo info = tensor.getInfo();
    ByteBuffer buffer = tensor.getByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    DType dtype = dtype(file(), outputs.get(index), info.type);
    return TensorValue.ofBytes(dtype, Shape.of(info.getShape()), bytes);
  }

  @Override
  void release() {
    forget();
    inputs.values().forEach(OnnxTensor::close);
    try {
      session.close();
    } catch (OrtException e) {
      throw failed("cannot be closed: " + e.getMessage(), e);
    }
  }
}
