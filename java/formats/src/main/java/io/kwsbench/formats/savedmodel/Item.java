package io.kwsbench.formats.savedmodel;

import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.List;

/** A value that one node hands to another while a model is unrolled. */
sealed interface Item {
  /** A noun phrase for messages. */
  String description();

  /** A tensor of the frozen graph. */
  record Tensor(TensorName name, TensorInfo info) implements Item {
    @Override
    public String description() {
      return "the tensor " + name;
    }
  }

  /**
   * A variable, which its readers turn into its value.
   *
   * @param node the node of the main graph that makes it
   * @param reference whether its node hands out its value too, as TensorFlow 1's do
   */
  record Variable(String node, boolean reference) implements Item {
    @Override
    public String description() {
      return "the variable " + node;
    }
  }

  /**
   * A list of tensors, which a loop reads and fills.
   *
   * @param items null where nothing has been written yet
   */
  record TensorList(DType type, TensorInfo element, List<Tensor> items) implements Item {
    @Override
    public String description() {
      return "a list of tensors";
    }
  }

  /** A value of the checkpoint, which an assignment puts into a variable. */
  record Saved(String key, String slice) implements Item {
    @Override
    public String description() {
      return "the value " + key + " of the checkpoint";
    }
  }
}
