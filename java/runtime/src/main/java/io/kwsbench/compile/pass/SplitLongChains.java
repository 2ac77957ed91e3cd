package io.kwsbench.compile.pass;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Kind.Chain;
import io.kwsbench.compile.ir.Kind.Link;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.compile.ir.Uses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The engine's chains have a limited length: a longer one becomes two. */
final class SplitLongChains implements Rule {
  private static final int MAX_LINKS = 12;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain) || chain.links().size() <= MAX_LINKS) {
      return Optional.empty();
    }
    List<Link> first = chain.links().subList(0, MAX_LINKS);
    List<Link> second = chain.links().subList(MAX_LINKS, chain.links().size());
    int taken = 1 + (int) first.stream().filter(Link::takesOperand).count();
    Tensor between = Tensor.of(op.out().name() + "/chain", op.out().dtype(), op.out().shape());
    List<Tensor> rest = new ArrayList<>();
    rest.add(between);
    rest.addAll(op.inputs().subList(taken, op.inputs().size()));
    Kind one = new Chain(chain.rows(), chain.cols(), first);
    Kind two = new Chain(chain.rows(), chain.cols(), second);
    return Optional.of(
        new Rewrite(
            List.of(
                new Op(one, op.inputs().subList(0, taken), List.of(between), op.nodes()),
                new Op(two, rest, op.outputs(), op.nodes())),
            List.of()));
  }
}
