package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static io.kwsbench.lower.Computed.filled;

import io.kwsbench.graph.GraphBuilder;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.proto.DataType;

class ElementwiseLoweringTest {
  private static final float[] X = {-2.5f, -1, -0.5f, 0.25f, 0.5f, 1.5f, 3};
  private static final float[] POSITIVE = {0.05f, 0.3f, 0.5f, 1, 1.5f, 2.5f, 7};

  private static Arguments of(String op, DoubleUnaryOperator f) {
    return Arguments.of(op, f, X);
  }

  static Stream<Arguments> unary() {
    return Stream.of(
        of("Relu", x -> Math.max(x, 0)),
        of("Relu6", x -> Math.min(Math.max(x, 0), 6)),
        of("Elu", x -> x < 0 ? Math.expm1(x) : x),
        of("Selu", x -> 1.0507009873554805 * (x < 0 ? 1.6732632423543772 * Math.expm1(x) : x)),
        of("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
        of("Tanh", Math::tanh),
        of("Softplus", x -> Math.log1p(Math.exp(x))),
        of("Softsign", x -> x / (1 + Math.abs(x))),
        of("Exp", Math::exp),
        of("Expm1", Math::expm1),
        of("Square", x -> x * x),
        of("Abs", Math::abs),
        of("Neg", x -> -x),
        of("Sign", Math::signum),
        of("Floor", Math::floor),
        of("Ceil", Math::ceil),
        of("Round", Math::rint),
        of("Rint", Math::rint),
        of("Reciprocal", x -> 1 / x),
        of("Inv", x -> 1 / x),
        of("Sin", Math::sin),
        of("Cos", Math::cos),
        of("Tan", Math::tan),
        of("Sinh", Math::sinh),
        of("Cosh", Math::cosh),
        of("Asinh", x -> Math.signum(x) * Math.log(Math.abs(x) + Math.sqrt(x * x + 1))),
        Arguments.of("Log", (DoubleUnaryOperator) Math::log, POSITIVE),
        Arguments.of("Log1p", (DoubleUnaryOperator) Math::log1p, POSITIVE),
        Arguments.of("Sqrt", (DoubleUnaryOperator) Math::sqrt, POSITIVE),
        Arguments.of("Rsqrt", (DoubleUnaryOperator) x -> 1 / Math.sqrt(x), POSITIVE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unary")
  void aFunctionOfOneNumber(String op, DoubleUnaryOperator f, float[] x) {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 1, x.length).op(op, "y", "x");
    assertClose(Computed.of(graph, x), filled(x.length, i -> f.applyAsDouble(x[i])));
  }

  @Test
  void functionsOfPartOfTheNumbers() {
    GraphBuilder acosh = GraphBuilder.graph().placeholder("x", 3).op("Acosh", "y", "x");
    assertClose(Computed.of(acosh, 1, 1.5f, 4), 0, 0.9624237f, 2.0634371f);
    GraphBuilder atanh = GraphBuilder.graph().placeholder("x", 3).op("Atanh", "y", "x");
    assertClose(Computed.of(atanh, -0.5f, 0, 0.9f), -0.5493061f, 0, 1.4722195f);
    GraphBuilder erf = GraphBuilder.graph().placeholder("x", 3).op("Erf", "y", "x");
    assertClose(Computed.of(erf, -1, 0, 0.5f), -0.8427008f, 0, 0.5204999f);
    GraphBuilder erfc = GraphBuilder.graph().placeholder("x", 3).op("Erfc", "y", "x");
    assertClose(Computed.of(erfc, -1, 0, 0.5f), 1.8427008f, 1, 0.4795001f);
  }

  static Stream<Arguments> binary() {
    return Stream.of(
        Arguments.of("Add", (DoubleBinaryOperator) Double::sum),
        Arguments.of("Sub", (DoubleBinaryOperator) (a, b) -> a - b),
        Arguments.of("Mul", (DoubleBinaryOperator) (a, b) -> a * b),
        Arguments.of("RealDiv", (DoubleBinaryOperator) (a, b) -> a / b),
        Arguments.of("DivNoNan", (DoubleBinaryOperator) (a, b) -> b == 0 ? 0 : a / b),
        Arguments.of("MulNoNan", (DoubleBinaryOperator) (a, b) -> b == 0 ? 0 : a * b),
        Arguments.of("Maximum", (DoubleBinaryOperator) Math::max),
        Arguments.of("Minimum", (DoubleBinaryOperator) Math::min),
        Arguments.of("SquaredDifference", (DoubleBinaryOperator) (a, b) -> (a - b) * (a - b)),
        Arguments.of("FloorDiv", (DoubleBinaryOperator) (a, b) -> Math.floor(a / b)),
        Arguments.of("FloorMod", (DoubleBinaryOperator) (a, b) -> a - b * Math.floor(a / b)));
  }

  /** {@code [2,3,4]} with {@code [3,1]}, either way round: one argument is broadcast inside. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("binary")
  void aFunctionOfTwoIsBroadcast(String op, DoubleBinaryOperator f) {
    float[] rows = {0.5f, op.endsWith("NoNan") ? 0 : 2, -1.5f};
    float[] x = filled(24, i -> 0.37 * i - 4.1);
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 3, 4)
            .floats("rows", new long[] {3, 1}, rows)
            .op(op, "y", "x", "rows");
    assertClose(Computed.of(graph, x), filled(24, i -> f.applyAsDouble(x[i], rows[i / 4 % 3])));
    if (!op.equals("FloorDiv") && !op.equals("FloorMod")) {
      GraphBuilder turned =
          GraphBuilder.graph()
              .placeholder("x", 2, 3, 4)
              .floats("rows", new long[] {3, 1}, rows)
              .op(op, "y", "rows", "x");
      assertClose(Computed.of(turned, x), filled(24, i -> f.applyAsDouble(rows[i / 4 % 3], x[i])));
    }
  }

  @Test
  void powersOfANumberAndToANumber() {
    float[] x = {0.25f, 1, 2, 3.5f};
    for (float p : new float[] {0.3f, 0.5f, -1, 2, 3}) {
      GraphBuilder of =
          GraphBuilder.graph()
              .placeholder("x", 4)
              .floats("p", new long[0], p)
              .op("Pow", "y", "x", "p");
      assertClose(Computed.of(of, x), filled(4, i -> Math.pow(x[i], p)));
    }
    GraphBuilder to =
        GraphBuilder.graph()
            .placeholder("x", 4)
            .floats("ten", new long[0], 10)
            .op("Pow", "y", "ten", "x");
    assertClose(filled(4, i -> Math.log10(Computed.of(to, x)[i])), filled(4, i -> x[i]));
  }

  @Test
  void comparisonsAndLogic() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 5)
            .floats("low", new long[0], -1)
            .floats("high", new long[0], 2)
            .floats("mid", new long[0], 0.5f)
            .op("GreaterEqual", "a", "x", "low")
            .op("Less", "b", "x", "high")
            .op("LogicalAnd", "between", "a", "b")
            .op("LogicalNot", "outside", "between")
            .op("Equal", "c", "x", "mid")
            .op("LogicalOr", "all", "outside", "c")
            .op("Cast", "y", "all")
            .type("SrcT", DataType.DT_BOOL)
            .type("DstT", DataType.DT_FLOAT);
    assertClose(Computed.of(graph, -2, -1, 0.5f, 1.9f, 2), 1, 0, 1, 0, 1);
  }

  @Test
  void numbersThatAreNone() {
    float[] x = {1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0};
    assertClose(test("IsNan", x), 0, 1, 0, 0, 0);
    assertClose(test("IsInf", x), 0, 0, 1, 1, 0);
    assertClose(test("IsFinite", x), 1, 0, 0, 0, 1);
  }

  private static float[] test(String op, float[] x) {
    return Computed.of(
        GraphBuilder.graph()
            .placeholder("x", x.length)
            .op(op, "test", "x")
            .op("Cast", "y", "test")
            .type("SrcT", DataType.DT_BOOL)
            .type("DstT", DataType.DT_FLOAT),
        x);
  }

  /** TensorFlow 1's Select takes a vector as one choice a row. */
  @Test
  void aChoiceForEveryRow() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 2)
            .vector("axis", 1)
            .op("Sum", "sum", "x", "axis")
            .floats("zero", new long[0], 0)
            .op("Greater", "positive", "sum", "zero")
            .op("Neg", "neg", "x")
            .op("Select", "y", "positive", "x", "neg");
    assertClose(Computed.of(graph, 1, 2, -3, 1, 0.5f, 0), 1, 2, 3, -1, 0.5f, 0);
  }

  @Test
  void floatsToIntegersAndBackAreCut() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 4)
            .op("Cast", "i", "x")
            .type("SrcT", DataType.DT_FLOAT)
            .type("DstT", DataType.DT_INT32)
            .scalar("three", 3)
            .op("Mul", "thrice", "i", "three")
            .op("Cast", "y", "thrice")
            .type("SrcT", DataType.DT_INT32)
            .type("DstT", DataType.DT_FLOAT);
    assertClose(Computed.of(graph, -1.9f, 0.9f, 2.5f, 7), -3, 0, 6, 21);
  }
}
