package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** The translation of one model: the new graph and the context of its layers. */
public final class Translation {
  private final IrBuilder graph;
  private final Activations activations;
  private final LayerKind lambdas;

  /**
   * @param graph where nodes go
   * @param keras some activations changed between versions
   * @param lambdas what to do with a Lambda layer
   */
  public Translation(IrBuilder graph, KerasVersion keras, LayerKind lambdas) {
    this.graph = graph;
    this.activations = new Activations(this, keras);
    this.lambdas = lambdas;
  }

  private Translation(Translation other, IrBuilder graph) {
    this.graph = graph;
    this.activations = other.activations.in(this);
    this.lambdas = other.lambdas;
  }

  /** The same on another graph. */
  Translation on(IrBuilder other) {
    return new Translation(this, other);
  }

  public IrBuilder graph() {
    return graph;
  }

  /** Activation functions on this graph. */
  public Activations activations() {
    return activations;
  }

  /**
   * The kind of a layer.
   *
   * @throws KwsException when its class is not supported
   */
  LayerKind kindOf(KerasLayer layer) {
    if (layer.className().equals("Lambda")) {
      return lambdas;
    }
    return LayerKinds.of(layer);
  }

  /** Appends a call of a layer, its nodes named after it. */
  List<Value> call(KerasLayer layer, WeightSet weights, List<Value> inputs) {
    LayerKind kind = kindOf(layer);
    requireFloat(layer);
    try {
      return graph.in(scope(layer), () -> kind.apply(new LayerCall(layer, weights, inputs, this)));
    } catch (KwsException e) {
      throw e.getMessage().startsWith("layer '") ? e : layer.config().error(e.getMessage());
    } catch (ArithmeticException e) {
      throw layer.config().error("its sizes are out of bounds");
    }
  }

  private static void requireFloat(KerasLayer layer) {
    String dtype = layer.config().dtype();
    if (!dtype.equals("float32")) {
      throw layer.config().error("computes in " + dtype + ", not in float32");
    }
  }

  /** A name that TensorFlow accepts, made of a layer's. */
  private static String scope(KerasLayer layer) {
    String name = layer.name().replaceAll("[^A-Za-z0-9_.\\-/]", "_").replaceAll("/+", "/");
    return name.matches("[A-Za-z0-9.].*[^/]|[A-Za-z0-9.]")
        ? name
        : "layer_" + name.replace('/', '_');
  }
}
