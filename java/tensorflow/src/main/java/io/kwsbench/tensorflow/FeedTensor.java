package io.kwsbench.tensorflow;

import static org.tensorflow.internal.c_api.global.tensorflow.*;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.tensorflow.internal.c_api.TF_TString;
import org.tensorflow.internal.c_api.TF_Tensor;

/**
 * A tensor made once whose elements are replaced between runs.
 *
 * <p>Safe because a session keeps no reference to a fed tensor after a run, and an op never
 * computes in place in a buffer that we hold too. A scalar string is one {@code TF_TString} in the
 * tensor's own memory; its characters live beside it and are freed before the tensor is.
 */
final class FeedTensor implements AutoCloseable {
  private final TensorSpec spec;
  private final TF_Tensor handle;
  private final BytePointer data;
  private final ByteBuffer elements;
  private boolean fed;

  /**
   * Allocates the tensor.
   *
   * @throws KwsException when the shape is not static, or larger than 2 GiB
   */
  FeedTensor(TensorSpec spec) {
    this.spec = spec;
    long bytes = spec.dtype() == DType.STRING ? stringBytes(spec) : numberBytes(spec);
    long[] dims = spec.shape().dims();
    handle = TF_AllocateTensor(spec.dtype().number(), dims, dims.length, bytes);
    if (handle == null || handle.isNull()) {
      throw new KwsException("input " + spec + " cannot be allocated");
    }
    Pointer address = TF_TensorData(handle);
    // of a tensor without elements TensorFlow has no data
    data = address == null ? new BytePointer() : new BytePointer(address);
    elements = data.isNull() ? ByteBuffer.allocate(0) : data.capacity(bytes).asByteBuffer();
    if (spec.dtype() == DType.STRING) {
      TF_TString_Init(new TF_TString(data));
    }
  }

  private static long stringBytes(TensorSpec spec) {
    if (!spec.shape().equals(Shape.SCALAR)) {
      throw new KwsException("input " + spec + ": only scalar strings can be fed");
    }
    try (TF_TString one = new TF_TString()) {
      return one.sizeof();
    }
  }

  private static long numberBytes(TensorSpec spec) {
    if (spec.dtype().bytes() == 0) {
      throw new KwsException("input " + spec + ": a " + spec.dtype().label() + " cannot be fed");
    }
    long elements =
        spec.shape()
            .elements()
            .orElseThrow(() -> new KwsException("input " + spec + " needs a full shape"));
    if (elements > Integer.MAX_VALUE / spec.dtype().bytes()) {
      throw new KwsException("input " + spec + " is larger than 2 GiB");
    }
    return elements * spec.dtype().bytes();
  }

  TF_Tensor handle() {
    return handle;
  }

  TensorSpec spec() {
    return spec;
  }

  boolean fed() {
    return fed;
  }

  /**
   * Copies the elements in.
   *
   * @throws KwsException when dtype or shape differ from the feed's
   */
  void set(TensorValue value) {
    if (value.dtype() != spec.dtype() || !value.shape().equals(spec.shape())) {
      throw new KwsException("input " + spec + " was given " + value);
    }
    ByteBuffer source = value.buffer();
    if (spec.dtype() == DType.STRING) {
      setString(source);
    } else if (source.hasRemaining()) {
      elements.clear().put(source);
    }
    fed = true;
  }

  private void setString(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    try (BytePointer copy = new BytePointer(bytes)) {
      TF_TString_Copy(new TF_TString(data), copy, bytes.length);
    }
  }

  @Override
  public void close() {
    if (spec.dtype() == DType.STRING) {
      TF_TString_Dealloc(new TF_TString(data));
    }
    TF_DeleteTensor(handle);
  }
}
