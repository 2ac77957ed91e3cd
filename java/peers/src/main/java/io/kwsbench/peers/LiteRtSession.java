package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;

import io.kwsbench.KwsException;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.TensorValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithXNNPACK;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.TfLiteIntArray;

/** A session of LiteRT with XNNPACK. */
final class LiteRtSession extends PeerSession {
  /** Native objects; those that others use come first and are closed last. */
  private final List<Pointer> owned;

  private final Interpreter interpreter;
  private final List<LiteRtTensor> inputs;
  private final List<LiteRtTensor> outputs;

  private LiteRtSession(
      Path file,
      SessionOptions options,
      List<Pointer> owned,
      Interpreter interpreter,
      List<LiteRtTensor> inputs,
      List<LiteRtTensor> outputs) {
    super("litert", file, options);
    this.owned = owned;
    this.interpreter = interpreter;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  static LiteRtSession open(Path file, int threads) {
    LiteRtCheck.check(file);
    List<Pointer> owned = new ArrayList<>();
    boolean done = false;
    try {
      FlatBufferModel model = FlatBufferModel.VerifyAndBuildFromFile(file.toString());
      require(model != null && !model.isNull(), file, "it cannot be read");
      owned.add(model);
      BuiltinOpResolverWithXNNPACK resolver = new BuiltinOpResolverWithXNNPACK(true);
      owned.add(resolver);
      Interpreter interpreter = interpreter(file, model, resolver, threads);
      owned.add(interpreter);
      require(interpreter.AllocateTensors() == kTfLiteOk, file, "its tensors cannot be allocated");
      requireFilled(file, interpreter);
      LiteRtSession session = of(file, owned, interpreter, threads);
      done = true;
      return session;
    } finally {
      if (!done) {
        release(owned);
      }
    }
  }

  /** LiteRT divides by sizes of images and weights; a 0 among them ends the process. */
  private static void requireFilled(Path file, Interpreter interpreter) {
    for (int i = 0; i < interpreter.tensors_size(); i++) {
      TfLiteIntArray dims = interpreter.tensor(i).dims();
      int rank = dims == null || dims.isNull() ? 0 : dims.size();
      for (int axis = 0; axis < rank && rank > 2; axis++) {
        require(dims.data(axis) > 0, file, "its tensor " + i + " has no elements");
      }
    }
  }

  private static Interpreter interpreter(
      Path file, FlatBufferModel model, BuiltinOpResolverWithXNNPACK resolver, int threads) {
    Interpreter interpreter = new Interpreter((Pointer) null);
    try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver)) {
      boolean built = builder.apply(interpreter, threads) == kTfLiteOk && !interpreter.isNull();
      require(built, file, "no interpreter takes it");
    }
    return interpreter;
  }

  private static LiteRtSession of(
      Path file, List<Pointer> owned, Interpreter interpreter, int threads) {
    List<LiteRtTensor> inputs = new ArrayList<>();
    for (int i = 0; i < interpreter.inputs().limit(); i++) {
      LiteRtTensor input = LiteRtTensor.of(interpreter.input_tensor(i), i, file.toString());
      input.requireClosed(file + ": input " + input.spec().name());
      inputs.add(input);
    }
    List<LiteRtTensor> outputs = new ArrayList<>();
    for (int i = 0; i < interpreter.outputs().limit(); i++) {
      outputs.add(LiteRtTensor.of(interpreter.output_tensor(i), i, file.toString()));
    }
    SessionOptions options =
        new SessionOptions(
            inputs.stream().map(LiteRtTensor::spec).toList(),
            outputs.stream().map(t -> t.spec().name()).toList(),
            threads);
    return new LiteRtSession(file, options, owned, interpreter, inputs, outputs);
  }

  private static void require(boolean good, Path file, String otherwise) {
    if (!good) {
      throw new KwsException(file + ": LiteRT does not run it: " + otherwise);
    }
  }

  @Override
  void write(int index, TensorValue value) {
    inputs.get(index).write(value);
  }

  @Override
  void runOnce() {
    if (interpreter.Invoke() != kTfLiteOk) {
      List<byte[]> fed = inputs.stream().map(LiteRtTensor::bytes).toList();
      throw failed("the run failed: " + LiteRtCheck.whyRunFails(file(), fed), null);
    }
  }

  @Override
  TensorValue read(int index) {
    return outputs.get(index).read();
  }

  @Override
  void release() {
    release(owned);
  }

  private static void release(List<Pointer> owned) {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).deallocate();
    }
    owned.clear();
  }
}
