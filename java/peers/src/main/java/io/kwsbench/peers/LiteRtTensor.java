package io.kwsbench.peers;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorByteSize;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorData;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorDim;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorName;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorNumDims;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorQuantizationParams;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.TfLiteTensorType;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteBool;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt16;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt64;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteInt8;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteUInt8;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/**
 * A tensor of LiteRT seen from outside: quantized bytes are fed and fetched as the floats that they
 * stand for, which is done outside a run.
 *
 * @param tensor LiteRT's
 * @param spec as users see it
 * @param stored the element type in memory
 * @param scale of quantized elements; 0 for others
 * @param zero the element that stands for 0
 */
record LiteRtTensor(TfLiteTensor tensor, TensorSpec spec, DType stored, float scale, int zero) {
  static LiteRtTensor of(TfLiteTensor tensor, int index, String source) {
    TensorName name = ModelFile.name(TfLiteTensorName(tensor).getString(), index);
    DType stored = dtype(TfLiteTensorType(tensor), source + ": " + name);
    long[] dims = new long[TfLiteTensorNumDims(tensor)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = TfLiteTensorDim(tensor, i);
    }
    var quantization = TfLiteTensorQuantizationParams(tensor);
    boolean quantized =
        quantization.scale() != 0 && (stored == DType.INT8 || stored == DType.UINT8);
    return new LiteRtTensor(
        tensor,
        new TensorSpec(name, quantized ? DType.FLOAT : stored, Shape.of(dims)),
        stored,
        quantized ? quantization.scale() : 0,
        quantized ? quantization.zero_point() : 0);
  }

  private static DType dtype(int type, String where) {
    return switch (type) {
      case kTfLiteFloat32 -> DType.FLOAT;
      case kTfLiteFloat64 -> DType.DOUBLE;
      case kTfLiteInt8 -> DType.INT8;
      case kTfLiteUInt8 -> DType.UINT8;
      case kTfLiteInt16 -> DType.INT16;
      case kTfLiteInt32 -> DType.INT32;
      case kTfLiteInt64 -> DType.INT64;
      case kTfLiteBool -> DType.BOOL;
      default -> throw new KwsException(where + " has elements of LiteRT's type " + type);
    };
  }

  /**
   * LiteRT takes 1 for every size that the model leaves open, and keeps in a signature which they
   * were.
   *
   * @throws KwsException when another axis than the batch is open
   */
  void requireClosed(String where) {
    TfLiteIntArray signature = tensor.dims_signature();
    if (signature == null || signature.isNull()) {
      return;
    }
    long[] dims = new long[signature.size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = signature.data(i);
    }
    OpenAxes.withBatchOfOne(where, dims, null, spec.dtype() != DType.FLOAT);
  }

  private ByteBuffer memory() {
    BytePointer data = new BytePointer(TfLiteTensorData(tensor));
    return data.capacity(TfLiteTensorByteSize(tensor))
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** The stored bytes, unchanged. */
  byte[] bytes() {
    ByteBuffer memory = memory();
    byte[] bytes = new byte[memory.remaining()];
    memory.get(bytes);
    return bytes;
  }

  void write(TensorValue value) {
    if (scale == 0) {
      memory().put(value.buffer());
      return;
    }
    ByteBuffer memory = memory();
    int least = stored == DType.INT8 ? Byte.MIN_VALUE : 0;
    for (float real : value.floats()) {
      int quantized = Math.round(real / scale) + zero;
      memory.put((byte) Math.max(least, Math.min(least + 255, quantized)));
    }
  }

  TensorValue read() {
    ByteBuffer memory = memory();
    if (scale == 0) {
      return TensorValue.ofBytes(stored, spec.shape(), bytes());
    }
    float[] values = new float[memory.remaining()];
    for (int i = 0; i < values.length; i++) {
      int element = stored == DType.INT8 ? memory.get() : memory.get() & 0xff;
      values[i] = (element - zero) * scale;
    }
    return TensorValue.ofFloats(spec.shape(), values);
  }
}
