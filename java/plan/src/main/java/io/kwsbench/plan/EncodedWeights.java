package io.kwsbench.plan;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.plan.kernel.DepthwisePointwise;
import io.kwsbench.plan.kernel.KernelParams;
import java.nio.ByteBuffer;

/** The rules for operands that are stored as weights of fewer bits. */
final class EncodedWeights {
  private EncodedWeights() {}

  /**
   * Checks the encoded operands of a step.
   *
   * @throws io.kwsbench.KwsException when one is not a product's weights, has another size than
   *     they, or scales that are no positive numbers
   */
  static void check(Step step, ByteBuffer constants) {
    for (int i = 0; i < step.operands().size(); i++) {
      Operand operand = step.operands().get(i);
      if (operand.encoding() != Encoding.PLAIN) {
        String where = step.kernel().label() + ": operand " + i + " ";
        Product product = Product.of(step.params()).orElse(null);
        PlanReader.require(
            product != null && i == weights(step.params()), where + "is not a product's weights");
        PlanReader.require(
            operand.space() == Operand.Space.CONSTANTS && operand.loopStride() == 0,
            where + "is encoded, but no constant");
        check(operand, product, constants, where);
      }
    }
  }

  private static int weights(KernelParams params) {
    return params instanceof DepthwisePointwise ? 4 : 2;
  }

  private static void check(Operand operand, Product product, ByteBuffer constants, String where) {
    long columns = columns(product.n());
    long elements = product.k() * columns;
    boolean eight = operand.encoding() == Encoding.WEIGHTS_8;
    boolean paired = operand.encoding() == Encoding.BF16;
    long bytes =
        eight
            ? elements + Float.BYTES * columns
            : Short.BYTES * (elements + (paired ? product.k() % 2 * columns : 0));
    PlanReader.require(operand.bytes() == bytes, where + "has not the bytes of its weights");
    boolean inside = operand.offset() >= 0 && operand.offset() <= constants.limit() - bytes;
    PlanReader.require(inside, where + "lies outside the constants");
    for (long c = 0; eight && c < columns; c++) {
      float scale = constants.getFloat((int) (operand.offset() + elements + Float.BYTES * c));
      boolean good = scale >= Float.MIN_NORMAL && Float.isFinite(scale);
      PlanReader.require(good, where + "has a scale that is no positive number");
    }
  }

  private static long columns(int n) {
    long panels = (n + KwsNative.KWS_PANEL - 1L) / KwsNative.KWS_PANEL;
    return panels * KwsNative.KWS_PANEL;
  }
}
