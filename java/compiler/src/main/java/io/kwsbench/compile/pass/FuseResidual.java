package io.kwsbench.compile.pass;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ChainSource;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Chain;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds a tensor of the same size, a residual connection, in the epilogue of a convolution. */
final class FuseResidual implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain)) {
      return Optional.empty();
    }
    Link link = chain.links().get(0);
    if (link.source() != ChainSource.TENSOR || link.binary() != BinaryFn.ADD) {
      return Optional.empty();
    }
    return fuse(op, chain, 0, uses).or(() -> fuse(op, chain, 1, uses));
  }

  private static Optional<Rewrite> fuse(Op op, Chain chain, int main, Uses uses) {
    Tensor residual = op.in(1 - main);
    return uses.maker(op.in(main))
        .filter(producer -> uses.onlyUser(producer.out()).filter(u -> u == op).isPresent())
        .filter(producer -> residual != producer.out())
        .flatMap(Weighted::of)
        .flatMap(weighted -> weighted.plus(residual))
        .map(fused -> rewrite(fused, chain, op));
  }

  private static Rewrite rewrite(Weighted fused, Chain chain, Op op) {
    // stands where the addition stood: the residual may be made after the convolution
    Op producer = fused.op();
    List<Op> absorbed = List.of(fused.origin());
    if (chain.links().size() == 1) {
      return new Rewrite(List.of(producer.fused(producer.kind(), producer.inputs(), op)), absorbed);
    }
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(producer.out());
    inputs.addAll(op.inputs().subList(2, op.inputs().size()));
    OpKind rest =
        new Chain(chain.rows(), chain.cols(), chain.links().subList(1, chain.links().size()));
    return new Rewrite(List.of(producer, new Op(rest, inputs, op.outputs(), op.nodes())), absorbed);
  }
}
