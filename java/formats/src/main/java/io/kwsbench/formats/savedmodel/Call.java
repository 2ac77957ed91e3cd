package io.kwsbench.formats.savedmodel;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.NodeDef;

/**
 * A node that is to be turned into nodes of the frozen graph.
 *
 * @param inputs what it takes
 * @param asked the outputs that others take
 * @param attributes what attributes of its function stand for
 */
record Call(
    NodeDef node,
    List<Item> inputs,
    SortedSet<Integer> asked,
    Map<String, AttrValue> attributes,
    Machine machine) {
  /**
   * Its outputs; null where one is not asked for.
   *
   * @throws KwsException when it cannot be had in a frozen graph; the message names the node
   */
  List<? extends Item> outputs() {
    try {
      return SavedModelOps.of(node.getOp(), machine).apply(this);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith("node ") || e.getMessage().contains(": ");
      throw named ? e : error(e.getMessage());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new KwsException(error("has inputs that do not fit it").getMessage(), e);
    }
  }

  /** An error at this node. */
  KwsException error(String why) {
    return new KwsException("node " + node.getName() + " (" + node.getOp() + ") " + why);
  }

  /** The attribute, or what it stands for in this call of its function. */
  Optional<AttrValue> attribute(String name) {
    return Optional.ofNullable(node.getAttrMap().get(name)).map(this::resolved);
  }

  private AttrValue resolved(AttrValue value) {
    if (!value.getPlaceholder().isEmpty()) {
      AttrValue given = attributes.get(value.getPlaceholder());
      if (given == null) {
        throw error("has an attribute " + value.getPlaceholder() + " that no call gives");
      }
      return given;
    }
    return value;
  }

  /** The attributes that the frozen graph keeps: none of TensorFlow's own notes. */
  Attrs attrs() {
    Map<String, AttrValue> kept = new TreeMap<>();
    node.getAttrMap()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("_")) {
                kept.put(name, resolved(value));
              }
            });
    return Attrs.of(kept);
  }

  /** The element type in an attribute. */
  DType type(String name) {
    return attribute(name)
        .flatMap(value -> DType.find(value.getTypeValue()))
        .orElseThrow(() -> error("has no element type " + name));
  }

  Item input(int index) {
    if (index >= inputs.size()) {
      throw error("has no input " + index);
    }
    return inputs.get(index);
  }

  /** An input that is a tensor, or the value of a variable of TensorFlow 1. */
  Item.Tensor tensor(int index) {
    Item item = input(index);
    if (item instanceof Item.Tensor tensor) {
      return tensor;
    }
    if (item instanceof Item.Variable variable && variable.reference()) {
      return machine.variables().value(variable);
    }
    throw error("takes " + item.description() + ", which is no tensor");
  }

  List<Item.Tensor> tensors() {
    List<Item.Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      tensors.add(tensor(i));
    }
    return tensors;
  }

  /** An input that is a list of tensors. */
  Item.TensorList list(int index) {
    if (input(index) instanceof Item.TensorList list) {
      return list;
    }
    throw error("takes " + input(index).description() + ", which is no list");
  }

  /** An input that depends on constants alone. */
  Literal known(int index, String what) {
    return tensor(index)
        .info()
        .value()
        .orElseThrow(() -> error(what + " depends on the model's input"));
  }

  /** A number that depends on constants alone. */
  int number(int index, String what) {
    Literal value = known(index, what);
    if (value.size() != 1) {
      throw error(what + " is " + value + ", not one number");
    }
    return Math.toIntExact(value.integer(0));
  }

  /** Appends nodes to the frozen graph under the name of this one. */
  List<Item.Tensor> add(String op, List<Item.Tensor> with, Attrs attrs) {
    return machine.emission().add(op, node.getName(), with, attrs);
  }
}
