package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * The native array into which {@code TF_SessionRun} puts its results, and the tensors in it.
 *
 * <p>Addresses are read and cleared as plain numbers and deleted through one movable pointer, so a
 * run makes no Java object.
 */
final class FetchedTensors implements AutoCloseable {
  private final int count;
  private final PointerPointer<TF_Tensor> array;
  private final LongPointer addresses;
  private final MovableTensor tensor = new MovableTensor();

  FetchedTensors(int count) {
    this.count = count;
    this.array = new PointerPointer<>(count);
    this.addresses = new LongPointer(array);
    for (int i = 0; i < count; i++) {
      addresses.put(i, 0);
    }
  }

  PointerPointer<TF_Tensor> array() {
    return array;
  }

  int count() {
    return count;
  }

  /** Deletes the last run's tensors. */
  void clear() {
    for (int i = 0; i < count; i++) {
      long address = addresses.get(i);
      if (address != 0) {
        TF_DeleteTensor(tensor.at(address));
        addresses.put(i, 0);
      }
    }
  }

  /**
   * A copy of one result.
   *
   * @throws IllegalStateException when there is none
   */
  TensorValue get(int index) {
    long address = addresses.get(Objects.checkIndex(index, count));
    if (address == 0) {
      throw new IllegalStateException("nothing was computed yet");
    }
    TF_Tensor result = tensor.at(address);
    DType dtype = DType.ofNumber(TF_TensorType(result));
    Shape shape = shapeOf(result);
    byte[] bytes = dtype == DType.STRING ? stringBytes(result, shape) : numberBytes(result);
    return TensorValue.ofBytes(dtype, shape, bytes);
  }

  private static Shape shapeOf(TF_Tensor result) {
    long[] dims = new long[TF_NumDims(result)];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = TF_Dim(result, i);
    }
    return Shape.of(dims);
  }

  private static byte[] numberBytes(TF_Tensor result) {
    byte[] bytes = new byte[Math.toIntExact(TF_TensorByteSize(result))];
    if (bytes.length > 0) {
      new BytePointer(TF_TensorData(result)).get(bytes);
    }
    return bytes;
  }

  private static byte[] stringBytes(TF_Tensor result, Shape shape) {
    if (!shape.equals(Shape.SCALAR)) {
      throw new KwsException("only scalar strings can be fetched, not string" + shape);
    }
    TF_TString string = new TF_TString(TF_TensorData(result));
    byte[] bytes = new byte[Math.toIntExact(TF_TString_GetSize(string))];
    TF_TString_GetDataPointer(string).get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    clear();
    addresses.deallocate();
    array.deallocate();
  }

  /** A tensor pointer whose address is set instead of making a new object for each tensor. */
  private static final class MovableTensor extends TF_Tensor {
    MovableTensor at(long newAddress) {
      address = newAddress;
      return this;
    }
  }
}
