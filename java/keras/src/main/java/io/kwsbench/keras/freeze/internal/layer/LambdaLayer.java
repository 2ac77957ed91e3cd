package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.freeze.reason.FreezeReason;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.lambda.KnownNames;
import io.kwsbench.lambda.LambdaFunction;
import io.kwsbench.rewrite.ir.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keras's Lambda layer: a function of its input, taken from the checkpoint or given by hand.
 *
 * <p>Immutable.
 */
public final class LambdaLayer implements LayerKind {
  private final Map<String, LambdaFunction> byHand;
  private final KnownNames names;

  private LambdaLayer(Map<String, LambdaFunction> byHand, KnownNames names) {
    this.byHand = Map.copyOf(byHand);
    this.names = names;
  }

  /**
   * @param expressions bodies that replace those of the checkpoint, by the layer's name: Python
   *     expressions over {@code x}
   * @param names which code may call the original project's functions by name
   * @throws KwsException when an expression cannot be read
   */
  public static LambdaLayer with(Map<String, String> expressions, KnownNames names) {
    Map<String, LambdaFunction> parsed = new LinkedHashMap<>();
    expressions.forEach(
        (layer, text) -> {
          try {
            parsed.put(layer, LambdaFunction.expression(text));
          } catch (KwsException e) {
            throw new KwsException(new FreezeReason.UnreadableBody(layer, e.getMessage()), e);
          }
        });
    return new LambdaLayer(parsed, names);
  }

  /** The names that the functions of all Lambda layers prove, including nested models. */
  public static KnownNames namesProvedBy(KerasModel model) {
    return KnownNames.provedBy(lambdas(model).map(layer -> layer.config().json("function")));
  }

  private static Stream<KerasLayer> lambdas(KerasModel model) {
    return model.layers().stream()
        .flatMap(
            layer ->
                Stream.concat(
                    layer.nested().stream().flatMap(LambdaLayer::lambdas),
                    Stream.of(layer).filter(l -> l.className().equals("Lambda"))));
  }

  @Override
  public List<Value> apply(LayerCall call) {
    LambdaFunction expression = byHand.get(call.layer().name());
    try {
      LambdaFunction function = expression != null ? expression : stored(call.config());
      return function.append(call.graph(), call.inputs(), call.context().activations(), names);
    } catch (KwsException e) {
      throw complaint(call, e);
    }
  }

  private LambdaFunction stored(LayerConfig config) {
    boolean isTheOriginals =
        names.areAll()
            || config.beside(LayerConfig.FUNCTIONS).asText().equals(LayerConfig.CHALLENGE_2017);
    return LambdaFunction.stored(config.json("function"), config.json("arguments"), isTheOriginals);
  }

  private KwsException complaint(LayerCall call, KwsException cause) {
    String layer = call.layer().name();
    boolean given = byHand.containsKey(layer);
    String what = (given ? "the body given for it: " : "") + cause.getMessage();
    return new KwsException(
        new FreezeReason.LambdaFails(layer, given, call.error(what).getMessage()), cause);
  }
}
