package io.kwsbench.graph.shape;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * An op whose result has the (broadcast) shape of its operands, and what an element of it costs:
 * the one list of them, for shapes and for FLOPs.
 *
 * @param name the op
 * @param operands what it takes
 * @param flops floating-point operations per element ({@code docs/reference/flops.md}); empty where
 *     it does no arithmetic on floats or nobody has stated what it does
 */
public record ElementwiseOp(String name, Operands operands, OptionalInt flops) {
  /** The operands and result of an elementwise op. */
  public enum Operands {
    /** The result has the first operand's shape. */
    ONE,
    /** Two that are broadcast against each other. */
    TWO,
    /** Two likewise; the result is of booleans. */
    COMPARED
  }

  private static final OptionalInt UNCOUNTED = OptionalInt.empty();
  private static final List<ElementwiseOp> ALL =
      Stream.of(
              ops(
                  Operands.ONE,
                  OptionalInt.of(1),
                  "Relu Elu Selu Sigmoid Tanh Softplus Softsign Exp Expm1 Log Log1p Sqrt Rsqrt"
                      + " Square Neg Abs Sign Floor Ceil Round Rint Reciprocal Inv Sin Cos Erf Erfc"
                      + " Tan Sinh Cosh Asinh Acosh Atanh Cumsum"),
              ops(Operands.ONE, OptionalInt.of(2), "Relu6 LeakyRelu"),
              ops(Operands.ONE, OptionalInt.of(5), "Softmax LogSoftmax"),
              ops(
                  Operands.ONE,
                  UNCOUNTED,
                  "LogicalNot ZerosLike OnesLike ReverseV2 Reverse ReverseSequence LRN Invert"
                      + " CheckNumerics StopGradient PreventGradient Snapshot"
                      + " FakeQuantWithMinMaxVars FakeQuantWithMinMaxArgs"
                      + " FakeQuantWithMinMaxVarsPerChannel"),
              ops(
                  Operands.TWO,
                  OptionalInt.of(1),
                  "Add AddV2 Sub Mul Div RealDiv DivNoNan Maximum Minimum Pow FloorDiv FloorMod"
                      + " Mod"),
              ops(Operands.TWO, OptionalInt.of(2), "SquaredDifference"),
              ops(Operands.TWO, UNCOUNTED, "TruncateDiv TruncateMod LogicalAnd LogicalOr MulNoNan"),
              ops(
                  Operands.COMPARED,
                  OptionalInt.of(1),
                  "Equal NotEqual Less LessEqual Greater GreaterEqual"))
          .flatMap(List::stream)
          .toList();

  /** Every one. */
  public static List<ElementwiseOp> all() {
    return ALL;
  }

  private static List<ElementwiseOp> ops(Operands operands, OptionalInt flops, String names) {
    return Arrays.stream(names.split(" "))
        .map(name -> new ElementwiseOp(name, operands, flops))
        .toList();
  }
}
