package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Functions of Keras's backend and of TensorFlow that move elements. */
final class ShapeFunctions {
  private ShapeFunctions() {}

  static void addTo(Vocabulary v) {
    v.add(
        "K.expand_dims(x, axis)", f -> f.arrays().expandDims(f.tensor("x"), f.integer("axis", -1)));
    v.add(
        "tf.expand_dims(input, axis, name, dim)",
        f -> f.arrays().expandDims(f.tensor("input"), f.integer(f.has("dim") ? "dim" : "axis", 0)));
    v.add("K.squeeze(x, axis)", f -> f.arrays().squeeze(f.tensor("x"), f.integers("axis")));
    v.add("tf.squeeze(input, axis, name, squeeze_dims)", ShapeFunctions::squeeze);
    v.add("K.reshape(x, shape)", f -> reshape(f, f.tensor("x")));
    v.add("tf.reshape(tensor, shape, name)", f -> reshape(f, f.tensor("tensor")));
    v.add(
        "K.permute_dimensions(x, pattern)",
        f -> f.arrays().transpose(f.tensor("x"), f.integers("pattern")));
    v.add("tf.transpose(a, perm, name)", f -> transpose(f, f.tensor("a"), "perm"));
    v.add("K.transpose(x)", f -> transpose(f, f.tensor("x"), "perm"));
    v.add(
        "K.concatenate(tensors, axis)",
        f -> f.arrays().concat(f.tensors("tensors"), f.integer("axis", -1)));
    v.add(
        "tf.concat(values, axis, name)",
        f -> f.arrays().concat(f.tensors("values"), f.integer("axis", 0)));
    v.add("K.stack(x, axis)", f -> f.arrays().stack(f.tensors("x"), f.integer("axis", 0)));
    v.add(
        "tf.stack(values, axis, name)",
        f -> f.arrays().stack(f.tensors("values"), f.integer("axis", 0)));
    v.add("tf.unstack(value, num, axis, name)", ShapeFunctions::unstack);
    v.add("tf.split(value, num_or_size_splits, axis, num, name)", ShapeFunctions::split);
    v.add("K.tile(x, n)", f -> f.arrays().tile(f.tensor("x"), multiples(f, f.tensor("x"), "n")));
    v.add(
        "tf.tile(input, multiples, name)",
        f -> f.arrays().tile(f.tensor("input"), multiples(f, f.tensor("input"), "multiples")));
    v.add("K.repeat(x, n)", ShapeFunctions::repeat);
    v.add(
        "K.repeat_elements(x, rep, axis)",
        f -> f.arrays().repeatElements(f.tensor("x"), f.integer("axis", 0), f.integer("rep", 1)));
    v.add("K.flatten(x)", f -> f.arrays().reshape(f.tensor("x"), -1));
    v.add("K.batch_flatten(x)", f -> f.arrays().reshape(f.tensor("x"), f.tensor("x").dim(0), -1));
    v.add("K.reverse(x, axes)", f -> f.arrays().reverse(f.tensor("x"), f.integers("axes")));
    v.add(
        "tf.reverse(tensor, axis, name)",
        f -> f.arrays().reverse(f.tensor("tensor"), f.integers("axis")));
    v.add("K.temporal_padding(x, padding)", ShapeFunctions::temporalPadding);
    v.add("tf.pad(tensor, paddings, mode, name, constant_values)", ShapeFunctions::pad);
    v.add("tf.identity(input, name)", f -> f.tensor("input"));
    v.add("tf.stop_gradient(input, name)", f -> f.tensor("input"));
    v.add("K.stop_gradient(variables)", f -> f.tensor("variables"));
    v.add("K.identity(x)", f -> f.tensor("x"));
    v.add("K.int_shape(x)", f -> Values.shape(f.tensor("x")));
    v.add("K.shape(x)", f -> known(f.tensor("x")));
    v.add("tf.shape(input, name, out_type)", f -> known(f.tensor("input")));
    v.add("K.ndim(x)", f -> (long) f.tensor("x").rank());
    v.add(
        "tf.extract_image_patches(images, ksizes, strides, rates, padding, name)",
        ShapeFunctions::patches);
    v.add(
        "tf.extract_patches(images, sizes, strides, rates, padding, name)",
        ShapeFunctions::patches);
  }

  /** The shape as numbers, the batch included: a frozen graph has a batch of one. */
  private static Object known(Value tensor) {
    List<Object> dims = new ArrayList<>();
    Arrays.stream(tensor.shape()).forEach(dim -> dims.add((long) dim));
    return new PyTuple(dims);
  }

  private static Object reshape(Bound f, Value x) {
    return f.arrays().reshape(x, f.integers("shape"));
  }

  private static Object squeeze(Bound f) {
    Value x = f.tensor("input");
    String key = f.has("squeeze_dims") ? "squeeze_dims" : "axis";
    if (!f.has(key)) {
      throw new KwsException("needs the axis, as the batch is 1 here and must stay");
    }
    return f.arrays().squeeze(x, f.integers(key));
  }

  private static Object transpose(Bound f, Value x, String key) {
    if (f.has(key)) {
      return f.arrays().transpose(x, f.integers(key));
    }
    int[] order = new int[x.rank()];
    for (int i = 0; i < order.length; i++) {
      order[i] = order.length - 1 - i;
    }
    return f.arrays().transpose(x, order);
  }

  private static int[] multiples(Bound f, Value x, String key) {
    int[] n = f.integers(key);
    int[] all = new int[x.rank()];
    Arrays.fill(all, 1);
    if (n.length > all.length || Arrays.stream(n).anyMatch(i -> i < 1)) {
      throw new KwsException("no multiples for a tensor of " + all.length + " dimensions");
    }
    System.arraycopy(n, 0, all, all.length - n.length, n.length);
    return all;
  }

  private static Object repeat(Bound f) {
    Value x = f.arrays().expandDims(f.tensor("x"), 1);
    if (x.rank() != 3 || f.integer("n", 0) < 1) {
      throw new KwsException("repeats matrices, once at least");
    }
    return f.arrays().tile(x, 1, f.integer("n", 1), 1);
  }

  private static Object unstack(Bound f) {
    Value x = f.tensor("value");
    int axis = f.integer("axis", 0);
    List<Object> parts = new ArrayList<>();
    for (Value part : f.arrays().split(x, axis, x.dim(axis))) {
      parts.add(f.arrays().squeeze(part, axis));
    }
    return parts;
  }

  private static Object split(Bound f) {
    Value x = f.tensor("value");
    int axis = f.integer("axis", 0);
    if (Values.isNumber(f.object("num_or_size_splits"))) {
      return new ArrayList<Object>(f.arrays().split(x, axis, f.integer("num_or_size_splits", 1)));
    }
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int at = axis < 0 ? axis + x.rank() : axis;
    for (int size : f.integers("num_or_size_splits")) {
      if (size < 1 || from + size > x.dim(at)) {
        throw new KwsException("the sizes do not fill the axis");
      }
      parts.add(f.arrays().slice(x, at, from, from + size));
      from += size;
    }
    return parts;
  }

  private static Object temporalPadding(Bound f) {
    int[] padding = f.has("padding") ? f.integers("padding") : new int[] {1, 1};
    if (padding.length != 2 || f.tensor("x").rank() != 3) {
      throw new KwsException("pads three dimensions by two numbers");
    }
    return f.arrays()
        .pad(f.tensor("x"), new int[] {0, padding[0], 0}, new int[] {0, padding[1], 0});
  }

  private static Object pad(Bound f) {
    if (!f.text("mode", "CONSTANT").equalsIgnoreCase("CONSTANT")
        || f.number("constant_values", 0) != 0) {
      throw new KwsException("only zeros can be padded");
    }
    Value x = f.tensor("tensor");
    List<Object> pairs = Values.items(f.object("paddings"));
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    if (pairs.size() != x.rank()) {
      throw new KwsException("needs a pair of paddings for each dimension");
    }
    for (int i = 0; i < before.length; i++) {
      int[] pair = Values.integers(pairs.get(i));
      if (pair.length != 2) {
        throw new KwsException("needs pairs of paddings");
      }
      before[i] = pair[0];
      after[i] = pair[1];
    }
    return f.arrays().pad(x, before, after);
  }

  private static Object patches(Bound f) {
    Value x = f.tensor("images");
    int[] sizes = four(f, f.has("sizes") ? "sizes" : "ksizes");
    int[] strides = four(f, "strides");
    int[] rates = f.has("rates") ? four(f, "rates") : new int[] {1, 1, 1, 1};
    boolean same = f.text("padding", "VALID").equalsIgnoreCase("SAME");
    if (x.rank() != 4 || f.object("padding") == PyNone.NONE) {
      throw new KwsException("takes images of four dimensions and a padding");
    }
    return f.graph()
        .nn()
        .extractPatches(
            x,
            new PaddedWindow(sizes[1], strides[1], rates[1], same),
            new PaddedWindow(sizes[2], strides[2], rates[2], same));
  }

  private static int[] four(Bound f, String key) {
    int[] numbers = f.integers(key);
    if (numbers.length != 4 || numbers[0] != 1 || numbers[3] != 1) {
      throw new KwsException("'" + key + "' is not [1, rows, columns, 1]");
    }
    return numbers;
  }
}
