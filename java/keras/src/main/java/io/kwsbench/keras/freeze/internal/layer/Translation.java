package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.model.CallArguments;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** The translation of one model: the new graph and the context of its layers. */
public final class Translation {
  private final IrBuilder graph;
  private final Activations activations;
  private final LayerKind lambdas;
  private final Precision precision;

  /**
   * @param graph where nodes go
   * @param keras some activations changed between versions
   * @param lambdas what to do with a Lambda layer
   * @param precision which layers may compute in float instead of what they say
   */
  public Translation(IrBuilder graph, KerasVersion keras, LayerKind lambdas, Precision precision) {
    this.graph = graph;
    this.activations = new Activations(this, keras);
    this.lambdas = lambdas;
    this.precision = precision;
  }

  private Translation(Translation other, IrBuilder graph) {
    this.graph = graph;
    this.activations = other.activations.in(this);
    this.lambdas = other.lambdas;
    this.precision = other.precision;
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
    return call(layer, weights, inputs, CallArguments.NONE);
  }

  /** Appends a call that has other arguments beside its inputs. */
  List<Value> call(
      KerasLayer layer, WeightSet weights, List<Value> inputs, CallArguments arguments) {
    LayerKind kind = kindOf(layer);
    precision.require(layer);
    try {
      return graph.in(
          nodeName(layer.name()),
          () -> kind.apply(new LayerCall(layer, weights, inputs, this, arguments)));
    } catch (KwsException e) {
      throw e.getMessage().startsWith("layer '") ? e : layer.config().error(e.getMessage());
    } catch (ArithmeticException e) {
      throw layer.config().error("its sizes are out of bounds");
    }
  }

  /** A name that TensorFlow accepts, made of a layer's. */
  public static String nodeName(String layer) {
    String name = layer.replaceAll("[^A-Za-z0-9_.\\-/]", "_").replaceAll("/+", "/");
    return name.matches("[A-Za-z0-9.].*[^/]|[A-Za-z0-9.]")
        ? name
        : "layer_" + name.replace('/', '_');
  }
}
