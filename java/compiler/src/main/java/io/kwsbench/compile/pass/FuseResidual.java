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
    Op sum = added(op, chain);
    Chain links = (Chain) sum.kind();
    Link link = links.links().get(0);
    if (link.source() != ChainSource.TENSOR || link.binary() != BinaryFn.ADD) {
      return Optional.empty();
    }
    return fuse(sum, links, 0, uses).or(() -> fuse(sum, links, 1, uses));
  }

  /** The same chain with the first tensor that it adds before all else that it adds. */
  private static Op added(Op op, Chain chain) {
    int at = 0;
    int input = 1;
    for (Link link : chain.links()) {
      if (link.binary() != BinaryFn.ADD) {
        return op;
      }
      if (link.source() == ChainSource.TENSOR) {
        break;
      }
      input += link.takesOperand() ? 1 : 0;
      at++;
    }
    if (at == 0 || at == chain.links().size()) {
      return op;
    }
    List<Link> links = new ArrayList<>(chain.links());
    links.add(0, links.remove(at));
    List<Tensor> inputs = new ArrayList<>(op.inputs());
    inputs.add(1, inputs.remove(input));
    return new Op(new Chain(chain.rows(), chain.cols(), links), inputs, op.outputs(), op.nodes());
  }

  private static Optional<Rewrite> fuse(Op op, Chain chain, int main, Uses uses) {
    Tensor residual = op.in(1 - main);
    return uses.maker(op.in(main))
        .filter(producer -> uses.onlyUser(producer.out()).isPresent())
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
