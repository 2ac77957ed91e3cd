package io.kwsbench.model;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.graph.Padding;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A model as the JSON of Keras 2's {@code model_config}.
 *
 * <p>Keras 2.1.2 loads it given the names {@code relu6}, {@code DepthwiseConv2D} (both of {@code
 * keras.applications.mobilenet}) and {@code overlapping_time_slice_stack} of the 2017 system. That
 * one is called by name, with its arguments spelled out; no Python bytecode is involved.
 */
public final class KerasModelConfig {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private KerasModelConfig() {}

  /** The {@code model_config} of a functional model. */
  public static String of(ModelSpec model) {
    ObjectNode config = JSON.objectNode().put("name", model.name());
    config.putArray("layers").addAll(layers(model));
    ArrayNode inputs = config.putArray("input_layers");
    model.inputs().forEach(input -> inputs.add(endpoint(input.name())));
    config.putArray("output_layers").add(endpoint(model.output().name()));
    ObjectNode root = JSON.objectNode().put("class_name", "Model");
    root.set("config", config);
    return root.toString();
  }

  /** The names of all Keras layers of the model, in order. */
  public static List<String> layerNames(ModelSpec model) {
    return layers(model).stream().map(node -> node.get("name").asText()).toList();
  }

  private static List<ObjectNode> layers(ModelSpec model) {
    List<ObjectNode> nodes = new ArrayList<>();
    Map<String, Shape> shapes = new HashMap<>();
    Map<String, String> outputs = new HashMap<>(); // the Keras layer that yields a layer's output
    for (Layer layer : model.layers()) {
      List<String> inputs = layer.inputs().stream().map(outputs::get).toList();
      if (layer instanceof Layer.DepthwiseConv depthwise) {
        nodes.addAll(depthwise(depthwise, inputs.get(0), shapes.get(depthwise.input())));
      } else {
        ObjectNode config = config(layer.name());
        String kind = describe(layer, config);
        ObjectNode node = node(kind, config, inputs);
        if (kind.equals("Lambda")) {
          node.put(LayerConfig.FUNCTIONS, LayerConfig.CHALLENGE_2017);
        }
        nodes.add(node);
      }
      outputs.put(layer.name(), nodes.get(nodes.size() - 1).get("name").asText());
      shapes.put(layer.name(), layer.output());
    }
    return nodes;
  }

  /** Keras's depthwise convolution is two-dimensional: time is put under a height of one. */
  private static List<ObjectNode> depthwise(Layer.DepthwiseConv layer, String input, Shape shape) {
    String before = layer.name() + "_expand";
    String conv = layer.name();
    String after = layer.name() + "_squeeze";
    long channels = layer.channels();
    ObjectNode expand = config(before);
    expand.putArray("target_shape").add(1).add(shape.dim(0)).add(channels);
    ObjectNode config = config(conv);
    config.putArray("kernel_size").add(1).add(layer.kernel());
    config.putArray("strides").add(layer.stride()).add(layer.stride());
    config.put("padding", keras(layer.padding())).put("data_format", "channels_last");
    config.putArray("dilation_rate").add(1).add(1);
    config.put("depth_multiplier", 1);
    config.set("depthwise_initializer", glorot());
    config.putNull("depthwise_regularizer").putNull("depthwise_constraint");
    linearWithoutBias(config);
    ObjectNode squeeze = config(after);
    squeeze.putArray("target_shape").add(layer.output().dim(0)).add(channels);
    return List.of(
        node("Reshape", expand, List.of(input)),
        node("DepthwiseConv2D", config, List.of(before)),
        node("Reshape", squeeze, List.of(conv)));
  }

  private static String keras(Padding padding) {
    return padding.name().toLowerCase(Locale.ROOT);
  }

  /** Fills the layer's configuration and returns its class. */
  private static String describe(Layer layer, ObjectNode config) {
    if (layer instanceof Layer.Input input) {
      config.remove("trainable");
      config.putArray("batch_input_shape").addNull().add(input.size());
      config.put("dtype", "float32").put("sparse", false);
      return "InputLayer";
    } else if (layer instanceof Layer.Frames frames) {
      ObjectNode arguments = function(config, "overlapping_time_slice_stack");
      arguments.put("ksize", frames.size()).put("stride", frames.stride());
      if (frames.padding() != Padding.SAME) {
        arguments.put("padding", frames.padding().name());
      }
      return "Lambda";
    } else if (layer instanceof Layer.SoftmaxOverTime) {
      function(config, "softmax").put("axis", 1);
      return "Lambda";
    } else if (layer instanceof Layer.MaxPooling pooling) {
      config.putArray("pool_size").add(pooling.size());
      config.putArray("strides").add(pooling.stride());
      config.put("padding", keras(Padding.SAME));
      return "MaxPooling1D";
    } else if (layer instanceof Layer.Conv1D conv) {
      config.put("filters", conv.filters());
      config.putArray("kernel_size").add(conv.kernel());
      config.putArray("strides").add(conv.stride());
      config.put("padding", keras(Padding.VALID));
      config.putArray("dilation_rate").add(1);
      kernel(config, conv.l2());
      linearWithoutBias(config);
      return "Conv1D";
    } else if (layer instanceof Layer.BatchNormalization) {
      return batchNormalization(config);
    } else if (layer instanceof Layer.Relu6) {
      config.put("activation", "relu6");
      return "Activation";
    } else if (layer instanceof Layer.Reshape reshape) {
      ArrayNode shape = config.putArray("target_shape");
      for (long dim : reshape.output().dims()) {
        shape.add(dim);
      }
      return "Reshape";
    } else if (layer instanceof Layer.Dropout dropout) {
      config.put("rate", dropout.rate()).putNull("noise_shape").putNull("seed");
      return "Dropout";
    } else if (layer instanceof Layer.SoftmaxDense dense) {
      config.put("units", dense.output().dim(0)).put("activation", "softmax");
      config.put("use_bias", dense.bias());
      kernel(config, dense.l2());
      bias(config);
      return "Dense";
    } else if (layer instanceof Layer.Concatenate) {
      config.put("axis", -1);
      return "Concatenate";
    }
    return plain(layer);
  }

  /** A Lambda of a function by name; returns its arguments. */
  private static ObjectNode function(ObjectNode config, String name) {
    config.put("function", name).put("function_type", "function");
    config.putNull("output_shape").put("output_shape_type", "raw");
    return config.putObject("arguments");
  }

  /** Layers that have nothing to configure. */
  private static String plain(Layer layer) {
    if (layer instanceof Layer.Flatten) {
      return "Flatten";
    } else if (layer instanceof Layer.Multiply) {
      return "Multiply";
    } else if (layer instanceof Layer.Add) {
      return "Add";
    } else if (layer instanceof Layer.GlobalMaxPooling) {
      return "GlobalMaxPooling1D";
    } else if (layer instanceof Layer.GlobalAveragePooling) {
      return "GlobalAveragePooling1D";
    }
    throw new IllegalArgumentException("layer " + layer);
  }

  private static String batchNormalization(ObjectNode config) {
    config.put("axis", -1).put("momentum", 0.99).put("epsilon", 0.001);
    config.put("center", true).put("scale", true);
    config.set("beta_initializer", initializer("Zeros"));
    config.set("gamma_initializer", initializer("Ones"));
    config.set("moving_mean_initializer", initializer("Zeros"));
    config.set("moving_variance_initializer", initializer("Ones"));
    config.putNull("beta_regularizer").putNull("gamma_regularizer");
    config.putNull("beta_constraint").putNull("gamma_constraint");
    return "BatchNormalization";
  }

  private static void kernel(ObjectNode config, double l2) {
    config.set("kernel_initializer", glorot());
    if (l2 > 0) {
      ObjectNode regularizer = config.putObject("kernel_regularizer").put("class_name", "L1L2");
      regularizer.putObject("config").put("l1", 0.0).put("l2", l2);
    } else {
      config.putNull("kernel_regularizer");
    }
    config.putNull("kernel_constraint");
  }

  private static void linearWithoutBias(ObjectNode config) {
    config.put("activation", "linear").put("use_bias", false);
    bias(config);
  }

  private static void bias(ObjectNode config) {
    config.set("bias_initializer", initializer("Zeros"));
    config.putNull("bias_regularizer").putNull("activity_regularizer").putNull("bias_constraint");
  }

  private static ObjectNode glorot() {
    ObjectNode initializer = JSON.objectNode().put("class_name", "VarianceScaling");
    ObjectNode config = initializer.putObject("config");
    config.put("scale", 1.0).put("mode", "fan_avg").put("distribution", "uniform").putNull("seed");
    return initializer;
  }

  private static ObjectNode initializer(String name) {
    ObjectNode initializer = JSON.objectNode().put("class_name", name);
    initializer.putObject("config");
    return initializer;
  }

  private static ObjectNode config(String name) {
    return JSON.objectNode().put("name", name).put("trainable", true);
  }

  private static ObjectNode node(String kind, ObjectNode config, List<String> inputs) {
    ObjectNode node = JSON.objectNode().put("name", config.get("name").asText());
    node.put("class_name", kind).set("config", config);
    ArrayNode inbound = node.putArray("inbound_nodes");
    if (!inputs.isEmpty()) {
      ArrayNode call = inbound.addArray();
      for (String input : inputs) {
        ArrayNode source = endpoint(input);
        source.addObject(); // arguments of the call
        call.add(source);
      }
    }
    return node;
  }

  private static ArrayNode endpoint(String layer) {
    return JSON.arrayNode().add(layer).add(0).add(0);
  }
}
