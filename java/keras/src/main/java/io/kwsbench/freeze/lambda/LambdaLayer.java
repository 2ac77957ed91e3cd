package io.kwsbench.freeze.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.freeze.ir.Value;
import io.kwsbench.freeze.layer.LayerCall;
import io.kwsbench.freeze.layer.LayerKind;
import io.kwsbench.freeze.python.PyTuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keras's Lambda layer: a function of its input, taken from the checkpoint or given by hand.
 *
 * <p>Immutable.
 */
public final class LambdaLayer implements LayerKind {
  private final Map<String, Expression> byHand;
  private final KnownNames names;

  private LambdaLayer(Map<String, Expression> byHand, KnownNames names) {
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
    Map<String, Expression> parsed = new LinkedHashMap<>();
    expressions.forEach(
        (layer, text) -> {
          try {
            parsed.put(layer, ExpressionParser.parse(text));
          } catch (KwsException e) {
            throw new KwsException("--lambda " + layer + ": " + e.getMessage(), e);
          }
        });
    return new LambdaLayer(parsed, names);
  }

  @Override
  public List<Value> apply(LayerCall call) {
    Interpreter interpreter =
        new Interpreter(new Surroundings(call.graph(), call.context().activations(), names));
    Object input =
        call.inputs().size() == 1 ? call.inputs().get(0) : new ArrayList<Object>(call.inputs());
    Expression expression = byHand.get(call.layer().name());
    try {
      Object result =
          expression != null
              ? expression.evaluate(Map.of("x", input), interpreter)
              : LambdaFunction.of(call.config(), names).call(input, interpreter);
      return outputs(call, result);
    } catch (KwsException e) {
      throw complaint(call, e.getMessage());
    } catch (ArithmeticException e) {
      throw complaint(call, "a number is out of range");
    } catch (StackOverflowError e) {
      throw complaint(call, "it is nested too deep"); // a list that holds itself
    }
  }

  private KwsException complaint(LayerCall call, String what) {
    String layer = call.layer().name();
    return call.error(
        byHand.containsKey(layer)
            ? "--lambda: " + what
            : what + "; --lambda " + layer + "='EXPRESSION over x' gives its body by hand");
  }

  private static List<Value> outputs(LayerCall call, Object result) {
    if (result instanceof PyTuple || result instanceof List<?>) {
      return Values.items(result).stream().map(item -> Values.tensor(call.graph(), item)).toList();
    }
    return List.of(Values.tensor(call.graph(), result));
  }
}
