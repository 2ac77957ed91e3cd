package io.kwsbench.compile.pass;

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

/** Makes one chain of two, one after the other, and one function of two where there is one. */
final class JoinChains implements Rule {
  /** Links of a chain that still grows; weights may take some in, the rest is split. */
  private static final int MAX_LINKS = 512;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain)) {
      return Optional.empty();
    }
    Optional<Chain> simpler = simplified(chain);
    if (simpler.isPresent()) {
      return Rewrite.of(new Op(simpler.get(), op.inputs(), op.outputs(), op.nodes()));
    }
    return joined(op, chain, uses)
        .or(() -> swapped(op, chain).flatMap(other -> joined(other, (Chain) other.kind(), uses)));
  }

  private static Optional<Rewrite> joined(Op op, Chain chain, Uses uses) {
    return uses.maker(op.in(0), Chain.class)
        .filter(before -> uses.onlyUser(before.out()).isPresent())
        .flatMap(before -> join(before, (Chain) before.kind(), op, chain));
  }

  /** The same chain started from the first link's argument, where that has the same elements. */
  private static Optional<Op> swapped(Op op, Chain chain) {
    Link first = chain.links().get(0);
    if (first.source() != ChainSource.TENSOR || op.in(1).isConstant()) {
      return Optional.empty();
    }
    List<Link> links = new ArrayList<>(chain.links());
    links.set(0, Link.of(first.binary(), ChainSource.TENSOR, !first.reverse()));
    List<Tensor> inputs = new ArrayList<>(op.inputs());
    inputs.set(0, op.in(1));
    inputs.set(1, op.in(0));
    Chain other = new Chain(chain.rows(), chain.cols(), links);
    return Optional.of(new Op(other, inputs, op.outputs(), op.nodes()));
  }

  private static Optional<Chain> simplified(Chain chain) {
    List<Link> links = new ArrayList<>();
    for (Link link : chain.links()) {
      Link last = links.isEmpty() ? null : links.get(links.size() - 1);
      Optional<Link> both =
          last != null && last.source() == ChainSource.UNARY && link.source() == ChainSource.UNARY
              ? last.unary().then(link.unary()).map(Link::of)
              : Optional.empty();
      if (both.isPresent()) {
        links.set(links.size() - 1, both.get());
      } else {
        links.add(link);
      }
    }
    return links.size() == chain.links().size()
        ? Optional.empty()
        : Optional.of(new Chain(chain.rows(), chain.cols(), links));
  }

  private static Optional<Rewrite> join(Op before, Chain first, Op op, Chain second) {
    boolean used = op.inputs().subList(1, op.inputs().size()).contains(before.out());
    boolean differ = first.cols() != second.cols() && isShaped(first) && isShaped(second);
    boolean tooMany = first.links().size() + second.links().size() > MAX_LINKS;
    if (used || differ || tooMany) {
      return Optional.empty();
    }
    Chain shaped = isShaped(first) ? first : second;
    List<Link> links = new ArrayList<>(first.links());
    links.addAll(second.links());
    List<Tensor> inputs = new ArrayList<>(before.inputs());
    inputs.addAll(op.inputs().subList(1, op.inputs().size()));
    OpKind joined = new Chain(shaped.rows(), shaped.cols(), links);
    return Rewrite.of(before.fused(joined, inputs, op), before);
  }

  /** Returns whether rows and columns matter to any link. */
  private static boolean isShaped(Chain chain) {
    return chain.links().stream()
        .anyMatch(l -> l.source() == ChainSource.ROW || l.source() == ChainSource.COLUMN);
  }
}
