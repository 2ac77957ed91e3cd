package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import io.kwsbench.graph.LiteralReader;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/** The variables of a model, each a constant once its value is asked for. */
final class Variables {
  private final FunctionBody main;
  private final Path prefix;
  private final Emission emission;
  private final Map<String, Item.Saved> saved = new HashMap<>();
  private final Map<String, Item.Tensor> values = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private Checkpoint checkpoint;

  /**
   * @param main the graph that makes them
   * @param prefix the checkpoint's path without endings
   */
  Variables(FunctionBody main, Path prefix, Emission emission) {
    this.main = main;
    this.prefix = prefix;
    this.emission = emission;
  }

  /** Says which value of the checkpoint a variable has. */
  void restore(Item.Variable variable, Item.Saved value) {
    saved.put(variable.node(), value);
  }

  /** Says that the model changes a variable while it runs. */
  void change(Item.Variable variable) {
    changed.add(variable.node());
  }

  /**
   * Requires the values that were asked for to be the same in every run.
   *
   * @throws KwsException when the model changes one of them
   */
  void requireConstant() {
    Set<String> both = new TreeSet<>(values.keySet());
    both.retainAll(changed);
    if (!both.isEmpty()) {
      throw new KwsException(
          "the model changes the variable "
              + both.iterator().next()
              + " while it runs; models that keep a state are not read");
    }
  }

  /**
   * A variable's value as a constant.
   *
   * @throws KwsException when the checkpoint has none, or one that does not fit
   */
  Item.Tensor value(Item.Variable variable) {
    Item.Tensor made = values.get(variable.node());
    if (made == null) {
      made = read(variable.node());
      values.put(variable.node(), made);
    }
    return made;
  }

  private Item.Tensor read(String node) {
    Item.Saved entry = saved.get(node);
    if (entry == null) {
      throw new KwsException("the checkpoint has no value for the variable " + node);
    }
    if (!entry.slice().isEmpty()) {
      throw new KwsException("the variable " + node + " is a part of a larger one");
    }
    if (checkpoint == null) {
      checkpoint = Checkpoint.open(prefix);
    }
    Checkpoint.Stored value = checkpoint.read(entry.key());
    requireFit(node, value);
    return emission.constant(node, value.type(), value.shape(), value.bytes());
  }

  private void requireFit(String name, Checkpoint.Stored value) {
    NodeDef node = main.require(name).node();
    AttrValue absent = AttrValue.getDefaultInstance();
    DType type = DType.find(node.getAttrOrDefault("dtype", absent).getTypeValue()).orElse(null);
    Shape shape = LiteralReader.shape(node.getAttrOrDefault("shape", absent).getShape());
    if (type != value.type() || shape.isStatic() && !shape.equals(value.shape())) {
      throw new KwsException(
          "the variable "
              + name
              + " is "
              + (type == null ? "?" : type.label())
              + shape
              + ", but the checkpoint's value "
              + value.type().label()
              + value.shape());
    }
  }
}
