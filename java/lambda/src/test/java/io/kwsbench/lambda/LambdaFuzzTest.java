package io.kwsbench.lambda;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.lambda.internal.python.Bytecode;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as marshalled code, any text as an expression: a graph or one line, never a crash, a
 * hang or a full memory.
 *
 * <p>{@code JAZZER_FUZZ=1 ./mvnw -pl java/keras -am test -Dtest=LambdaFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches; otherwise the seeds are replayed.
 */
@Tag(Campaign.TAG)
class LambdaFuzzTest {
  static Stream<byte[]> codes() {
    return PythonVersionsTest.bodies().map(body -> Base64.getDecoder().decode(body.code()));
  }

  static Stream<String> expressions() {
    return Stream.of(
        "K.clip((x + 0.8) / 7.0, -5, 5)",
        "lambda x: K.concatenate([x[:, i::2][..., None], x], axis=-1)",
        "-x ** -2 // 3 % 1e-3, (), [1, 'a', None]",
        "((((((x");
  }

  @MethodSource("codes")
  @FuzzTest(maxDuration = "5m")
  void followsOrRefusesCode(byte @NotNull [] bytes) {
    if (bytes == null) {
      return; // the empty seed
    }
    run(
        (interpreter, x) ->
            interpreter.call(
                new PyFunction(Bytecode.unmarshal(bytes), List.of(), List.of()),
                Arguments.of(List.of(x))));
  }

  @MethodSource("expressions")
  @FuzzTest(maxDuration = "5m")
  void readsOrRefusesExpressions(@NotNull String text) {
    if (text == null) {
      return; // the empty seed
    }
    run((interpreter, x) -> ExpressionParser.parse(text).evaluate(Map.of("x", x), interpreter));
  }

  private interface Body {
    Object on(Interpreter interpreter, Value x);
  }

  private static void run(Body body) {
    IrBuilder graph = new IrBuilder();
    Value x = graph.output(graph.node("Input", "x", List.of(), Attrs.NONE), DType.FLOAT, 1, 12);
    try {
      body.on(
          new Interpreter(
              new Surroundings(graph, new PlainActivations(graph), KnownNames.CHALLENGE2017)),
          x);
    } catch (KwsException | ArithmeticException e) {
      if (e.getMessage().contains("\n")) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
    }
  }
}
