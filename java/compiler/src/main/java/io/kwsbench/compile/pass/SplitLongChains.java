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

/** The engine's chains have a limited length: a longer one becomes several. */
final class SplitLongChains implements Rule {
  private static final int MAX_LINKS = 12;

  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof Chain chain) || chain.links().size() <= MAX_LINKS) {
      return Optional.empty();
    }
    List<Op> ops = new ArrayList<>();
    Tensor from = op.in(0);
    int taken = 1;
    for (int at = 0; at < chain.links().size(); at += MAX_LINKS) {
      int end = Math.min(at + MAX_LINKS, chain.links().size());
      List<Link> links = chain.links().subList(at, end);
      int arguments = (int) links.stream().filter(Link::takesOperand).count();
      List<Tensor> inputs = new ArrayList<>(List.of(from));
      inputs.addAll(op.inputs().subList(taken, taken + arguments));
      taken += arguments;
      from =
          end == chain.links().size()
              ? op.out()
              : Tensor.of(op.out().name() + "/chain", op.out().dtype(), op.out().shape());
      OpKind part = new Chain(chain.rows(), chain.cols(), links);
      ops.add(new Op(part, inputs, List.of(from), op.nodes()));
    }
    return Optional.of(new Rewrite(ops, List.of()));
  }
}
