package io.kwsbench.compile.internal.recurrent;

import io.kwsbench.compile.internal.recurrent.Affine.Product;
import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.Uses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the state from cell to cell. */
final class Chains {
  /**
   * A cell that goes on from another.
   *
   * @param handed what that one handed on
   * @param projection null for none
   * @param recurrent for each gate, which products are with it
   */
  private record Link(
      Cell from, Cell to, Tensor handed, Projection projection, List<List<Integer>> recurrent) {
    boolean isLike(Link other) {
      boolean projected = projection != null;
      return recurrent.equals(other.recurrent)
          && projected == (other.projection != null)
          && (!projected || projection.isSame(other.projection));
    }
  }

  private final Uses uses;
  private final List<Cell> cells = new ArrayList<>();
  private final Map<Tensor, Cell> byState = new HashMap<>();

  private Chains(Program program) {
    uses = new Uses(program);
    CellMatcher matcher = new CellMatcher(uses);
    for (Op op : program.ops()) {
      matcher
          .match(op)
          .ifPresent(
              cell -> {
                cells.add(cell);
                byState.put(cell.state(), cell);
              });
    }
  }

  /** The sequences of a program, in its order. */
  static List<CellChain> of(Program program) {
    return new Chains(program).chains();
  }

  private List<CellChain> chains() {
    Map<Cell, Link> next = new HashMap<>();
    Set<Cell> continued = new HashSet<>();
    for (Cell cell : cells) {
      link(cell)
          .filter(link -> next.putIfAbsent(link.from(), link) == null)
          .ifPresent(link -> continued.add(link.to()));
    }
    List<CellChain> chains = new ArrayList<>();
    for (Cell cell : cells) {
      if (!continued.contains(cell)) {
        follow(next, cell, chains);
      }
    }
    return chains;
  }

  private void follow(Map<Cell, Link> next, Cell first, List<CellChain> chains) {
    List<Link> links = new ArrayList<>();
    for (Link link = next.get(first); link != null; link = next.get(link.to())) {
      if (!links.isEmpty() && !links.get(0).isLike(link)) {
        chain(links).ifPresent(chains::add);
        links.clear();
      }
      links.add(link);
    }
    chain(links).ifPresent(chains::add);
  }

  private Optional<Link> link(Cell cell) {
    if (cell.type() == Cell.Type.RNN) {
      return cell.gates().get(0).products().stream()
          .filter(product -> product.source().isWhole())
          .map(product -> byState.get(product.source().tensor()))
          .filter(from -> from != null && from.isSameFunction(cell))
          .findFirst()
          .flatMap(from -> link(from, cell, from.hidden(), null));
    }
    if (!cell.previous().isWhole()) {
      return Optional.empty();
    }
    Cell from = byState.get(cell.previous().tensor());
    if (from == null || !from.isSameFunction(cell)) {
      return Optional.empty();
    }
    return link(from, cell, from.hidden(), null)
        .or(() -> cell.type() == Cell.Type.LSTM ? projected(from, cell) : Optional.empty());
  }

  private Optional<Link> projected(Cell from, Cell cell) {
    for (Product product : cell.gates().get(0).products()) {
      Tensor made = product.source().tensor();
      Optional<Projection> projection =
          product.source().isWhole()
              ? Projection.between(from.hidden(), made, uses)
              : Optional.empty();
      if (projection.isPresent()) {
        return link(from, cell, made, projection.get());
      }
    }
    return Optional.empty();
  }

  private static Optional<Link> link(Cell from, Cell to, Tensor handed, Projection projection) {
    Region region = Region.whole(handed, to.rows());
    List<List<Integer>> recurrent = new ArrayList<>();
    boolean any = false;
    for (Affine gate : to.gates()) {
      List<Integer> which = new ArrayList<>();
      for (int i = 0; i < gate.products().size(); i++) {
        if (gate.products().get(i).source().equals(region)) {
          which.add(i);
        }
      }
      any |= !which.isEmpty();
      recurrent.add(which);
    }
    return any ? Optional.of(new Link(from, to, handed, projection, recurrent)) : Optional.empty();
  }

  private Optional<CellChain> chain(List<Link> links) {
    if (links.isEmpty()) {
      return Optional.empty();
    }
    Link first = links.get(0);
    List<Cell> run = new ArrayList<>();
    List<Tensor> outputs = new ArrayList<>();
    Optional<Region> initial = initial(first.from(), first.recurrent());
    Region start = initial.orElse(Region.whole(first.handed(), first.from().rows()));
    if (initial.isPresent()) {
      run.add(first.from());
      outputs.add(first.handed());
    }
    for (int i = 0; i < links.size(); i++) {
      Cell cell = links.get(i).to();
      Optional<Tensor> handed =
          i + 1 < links.size()
              ? Optional.of(links.get(i + 1).handed())
              : first.projection() == null
                  ? Optional.of(cell.hidden())
                  : first.projection().of(cell.hidden(), uses);
      if (handed.isPresent()) {
        run.add(cell);
        outputs.add(handed.get());
      }
    }
    return run.size() < 2
        ? Optional.empty()
        : Optional.of(new CellChain(run, outputs, first.projection(), first.recurrent(), start));
  }

  /** The one region that the first cell takes as the state handed on, in a GRU's mixture too. */
  private static Optional<Region> initial(Cell cell, List<List<Integer>> recurrent) {
    Set<Region> regions = new HashSet<>();
    for (int g = 0; g < recurrent.size(); g++) {
      List<Product> products = cell.gates().get(g).products();
      recurrent.get(g).forEach(i -> regions.add(products.get(i).source()));
    }
    if (cell.type() == Cell.Type.GRU) {
      regions.add(cell.previous());
    }
    return regions.size() == 1 ? Optional.of(regions.iterator().next()) : Optional.empty();
  }
}
