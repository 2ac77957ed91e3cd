package io.kwsbench.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The function of a Lambda layer, from tensors to tensors: code that a checkpoint holds, or an
 * expression that was given by hand.
 *
 * <pre>{@code
 * LambdaFunction clip = LambdaFunction.expression("K.clip((x + 0.8) / 7.0, -5, 5)");
 * List<Value> outputs = clip.append(graph, inputs, activations, KnownNames.NONE);
 * }</pre>
 *
 * <p>Immutable.
 */
public final class LambdaFunction {
  /** The output of a function for an input, which is a tensor or a list of tensors. */
  private interface Body {
    Object of(Object input, Interpreter interpreter);
  }

  private final Body body;

  private LambdaFunction(Body body) {
    this.body = body;
  }

  /**
   * A Python expression over {@code x}, or a {@code lambda x: …}.
   *
   * @throws KwsException when it cannot be read
   */
  public static LambdaFunction expression(String text) {
    Expression expression = ExpressionParser.parse(text);
    return new LambdaFunction(
        (input, interpreter) -> expression.evaluate(Map.of("x", input), interpreter));
  }

  /**
   * The function that a layer's settings hold.
   *
   * @param function as Keras stores it: code, its defaults and outer variables, or a name
   * @param arguments further arguments by name
   * @param isTheOriginals whether a function that is stored by its name alone is that of the 2017
   *     original
   */
  public static LambdaFunction stored(
      JsonNode function, JsonNode arguments, boolean isTheOriginals) {
    return new LambdaFunction(
        (input, interpreter) ->
            StoredFunction.of(function, arguments, isTheOriginals).call(input, interpreter));
  }

  /**
   * Appends what the function computes.
   *
   * @param names which code may call the 2017 original's functions by name
   * @return the function's results
   * @throws KwsException when there is no function that can be read, or it cannot be followed; the
   *     message says what of it, without a subject
   */
  public List<Value> append(
      IrBuilder graph, List<Value> inputs, ActivationFunctions activations, KnownNames names) {
    Interpreter interpreter = new Interpreter(new Surroundings(graph, activations, names));
    Object input = inputs.size() == 1 ? inputs.get(0) : new ArrayList<Object>(inputs);
    try {
      return tensors(graph, body.of(input, interpreter));
    } catch (ArithmeticException e) {
      throw new KwsException("a number is out of range", e);
    } catch (StackOverflowError e) {
      throw new KwsException("it is nested too deep", e); // a list that holds itself
    }
  }

  private static List<Value> tensors(IrBuilder graph, Object result) {
    if (result instanceof PyTuple || result instanceof List<?>) {
      return Values.items(result).stream().map(item -> Values.tensor(graph, item)).toList();
    }
    return List.of(Values.tensor(graph, result));
  }
}
