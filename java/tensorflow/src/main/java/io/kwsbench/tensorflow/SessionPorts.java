package io.kwsbench.tensorflow;

import io.kwsbench.KwsException;
import io.kwsbench.engine.SessionOptions;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerPointer;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Tensor;

/** The inputs and outputs of a session, as the native arrays that a run takes. */
final class SessionPorts {
  private final TF_Output feeds;
  private final TF_Output fetches;
  private final PointerPointer<TF_Tensor> feedTensors;
  private final List<FeedTensor> tensors = new ArrayList<>();
  private boolean allFed;

  /**
   * Resolves all names and makes the fed tensors, owned by {@code scope}.
   *
   * @throws KwsException when a name, a type or a shape does not fit the graph
   */
  SessionPorts(ImportedGraph graph, SessionOptions options, NativeScope scope) {
    feeds = scope.own(new TF_Output(Math.max(1, options.feeds().size())));
    fetches = scope.own(new TF_Output(options.fetches().size()));
    feedTensors = scope.own(new PointerPointer<>(Math.max(1, options.feeds().size())));
    for (TensorSpec spec : options.feeds()) {
      int index = tensors.size();
      TF_Output port = feeds.getPointer(index);
      graph.resolve(spec.name(), port);
      requireFit(graph, spec, port);
      FeedTensor tensor = scope.own(new FeedTensor(spec));
      tensors.add(tensor);
      feedTensors.put(index, tensor.handle());
    }
    int index = 0;
    for (TensorName name : options.fetches()) {
      TF_Output port = fetches.getPointer(index++);
      graph.resolve(name, port);
      graph.dtype(name, port);
    }
    allFed = tensors.isEmpty();
  }

  private static void requireFit(ImportedGraph graph, TensorSpec spec, TF_Output port) {
    DType dtype = graph.dtype(spec.name(), port);
    if (dtype != spec.dtype()) {
      throw new KwsException(
          graph.source() + ": input " + spec + " is " + dtype.label() + " in the graph");
    }
    if (!spec.shape().isStatic()) {
      throw new KwsException(graph.source() + ": input " + spec + " needs a full shape");
    }
    Shape shape = graph.shape(port);
    if (!admits(shape, spec.shape())) {
      throw new KwsException(
          graph.source() + ": input " + spec + " has shape " + shape + " in the graph");
    }
  }

  private static boolean admits(Shape known, Shape given) {
    if (!known.hasRank()) {
      return true;
    }
    if (known.rank() != given.rank()) {
      return false;
    }
    for (int i = 0; i < known.rank(); i++) {
      if (known.dim(i) >= 0 && known.dim(i) != given.dim(i)) {
        return false;
      }
    }
    return true;
  }

  TF_Output feeds() {
    return feeds;
  }

  PointerPointer<TF_Tensor> feedTensors() {
    return feedTensors;
  }

  int feedCount() {
    return tensors.size();
  }

  TF_Output fetches() {
    return fetches;
  }

  void feed(int index, TensorValue value) {
    tensors.get(index).set(value);
    allFed = tensors.stream().allMatch(FeedTensor::fed);
  }

  void requireFed() {
    if (!allFed) {
      for (FeedTensor tensor : tensors) {
        if (!tensor.fed()) {
          throw new IllegalStateException("input " + tensor.spec() + " was not fed");
        }
      }
    }
  }
}
