package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.OpKind.Chain;
import io.kwsbench.program.OpKind.Link;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the first link of a chain into the convolution or matrix product before it: scales into
 * weights, shifts into the bias, a function into the epilogue. Batch norm in any spelling is a
 * scale and a shift.
 */
final class FoldIntoWeights implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain)) {
      return Optional.empty();
    }
    return uses.maker(op.in(0))
        .filter(producer -> uses.onlyUser(producer.out()).filter(user -> user == op).isPresent())
        .flatMap(producer -> Weighted.of(producer))
        .flatMap(weighted -> fold(weighted, chain, op));
  }

  private static Optional<Rewrite> fold(Weighted weighted, Chain chain, Op op) {
    Link link = chain.links().get(0);
    boolean takes = link.takesOperand();
    Optional<Weighted> folded =
        switch (link.source()) {
          case UNARY -> weighted.then(link.unary());
          case ROW ->
              chain.cols() == weighted.channels() && op.in(1).isConstant()
                  ? weighted.then(link, op.in(1))
                  : Optional.empty();
          default -> Optional.empty();
        };
    return folded.map(w -> rewrite(w, chain, op, takes));
  }

  private static Rewrite rewrite(Weighted folded, Chain chain, Op op, boolean takes) {
    Op producer = folded.op();
    if (chain.links().size() == 1) {
      Op fused = producer.fused(producer.kind(), producer.inputs(), op);
      return new Rewrite(List.of(fused), List.of(folded.origin()));
    }
    // the links that are left run over the same memory
    Tensor between = producer.out();
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(between);
    inputs.addAll(op.inputs().subList(takes ? 2 : 1, op.inputs().size()));
    List<Link> rest = chain.links().subList(1, chain.links().size());
    OpKind left = new Chain(chain.rows(), chain.cols(), rest);
    List<Op> ops = List.of(producer, new Op(left, inputs, op.outputs(), op.nodes()));
    return new Rewrite(ops, List.of(folded.origin()));
  }
}
