package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operators that move blocks between channels and pixels, and that keep a triangle of a matrix. */
final class BlockOps {
  private BlockOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "DepthToSpace", BlockOps::depthToSpace,
        "SpaceToDepth", BlockOps::spaceToDepth,
        "Trilu", BlockOps::triangle);
  }

  private static int block(OnnxCall call) {
    int[] shape = call.in(0).shape();
    int block = Math.toIntExact(call.node().integer("blocksize", 0));
    if (shape.length != 4 || block < 1) {
      throw call.error("has blocks of " + block + " in " + Arrays.toString(shape));
    }
    return block;
  }

  private static List<Laid> depthToSpace(OnnxCall call) {
    int block = block(call);
    int[] in = call.in(0).shape();
    int depth = in[1] / (block * block);
    boolean rows = call.node().text("mode", "DCR").equals("CRD");
    Value x = call.plain(0);
    Value split =
        rows
            ? call.arrays().reshape(x, in[0], depth, block, block, in[2], in[3])
            : call.arrays().reshape(x, in[0], block, block, depth, in[2], in[3]);
    Value turned =
        rows
            ? call.arrays().transpose(split, 0, 1, 4, 2, 5, 3)
            : call.arrays().transpose(split, 0, 3, 4, 1, 5, 2);
    int height = Math.multiplyExact(in[2], block);
    int width = Math.multiplyExact(in[3], block);
    return List.of(Laid.plain(call.arrays().reshape(turned, in[0], depth, height, width)));
  }

  private static List<Laid> spaceToDepth(OnnxCall call) {
    int block = block(call);
    int[] in = call.in(0).shape();
    int height = in[2] / block;
    int width = in[3] / block;
    Value split = call.arrays().reshape(call.plain(0), in[0], in[1], height, block, width, block);
    Value turned = call.arrays().transpose(split, 0, 3, 5, 1, 2, 4);
    int depth = Math.multiplyExact(in[1], block * block);
    return List.of(Laid.plain(call.arrays().reshape(turned, in[0], depth, height, width)));
  }

  /** Zeros beyond a diagonal of the last two axes. */
  private static List<Laid> triangle(OnnxCall call) {
    Value x = call.plain(0);
    if (x.rank() < 2) {
      throw call.error("takes " + Arrays.toString(x.shape()) + ", no matrix");
    }
    boolean upper = call.node().integer("upper", 1) != 0;
    long offset = call.has(1) ? call.literal(1).integer(0) : 0;
    int rows = x.dim(-2);
    int columns = x.dim(-1);
    call.work().folding().spend(2L * x.size());
    long[] kept = new long[x.size()];
    for (int i = 0; i < kept.length; i++) {
      long diagonal = i % columns - (long) (i / columns % rows);
      kept[i] = (upper ? diagonal >= offset : diagonal <= offset) ? 1 : 0;
    }
    Shape shape = Shape.of(Arrays.stream(x.shape()).asLongStream().toArray());
    Value mask = call.graph().constant("kept", Literal.ofLongs(DType.BOOL, shape, kept));
    MathOps math = call.math();
    if (x.type() == DType.BOOL) {
      return List.of(Laid.plain(folded(call, math.logical("LogicalAnd", x, mask))));
    }
    Literal zeros =
        x.type() == DType.FLOAT
            ? Literal.of(new float[x.size()], x.shape())
            : Literal.of(new int[x.size()], x.shape());
    Value zero = call.graph().constant("zeros", zeros);
    return List.of(Laid.plain(folded(call, math.select(mask, x, zero))));
  }

  private static Value folded(OnnxCall call, Value value) {
    return call.work().folding().folded(value);
  }
}
