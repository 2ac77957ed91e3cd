package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sums of products by an equation of letters: each product of two tensors is one of matrices, or
 * one of elements where nothing is summed.
 */
final class EinsumOps {
  private static final String ELLIPSIS = "...";

  /** Stand for the axes of an ellipsis, the last one last. */
  private static final String HIDDEN = "0123456789";

  private final OnnxCall call;
  private final Map<Character, Integer> sizes = new HashMap<>();

  private EinsumOps(OnnxCall call) {
    this.call = call;
  }

  static Map<String, OnnxOp> all() {
    return Map.of("Einsum", call -> List.of(Laid.plain(new EinsumOps(call).sum())));
  }

  /** A tensor with a letter for each axis. */
  private record Term(Value value, String letters) {}

  private Value sum() {
    String equation = call.node().text("equation", "").replace(" ", "");
    String[] sides = equation.split("->", -1);
    String[] inputs = sides[0].split(",", -1);
    if (sides.length > 2 || inputs.length != call.inputs().size()) {
      throw call.error("has the equation '" + equation + "'");
    }
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < inputs.length; i++) {
      terms.add(term(equation, inputs[i], call.plain(i)));
    }
    String output = sides.length == 2 ? hidden(sides[1], terms) : implied(inputs, terms);
    boolean known = output.chars().allMatch(letter -> sizes.containsKey((char) letter));
    if (!known || output.chars().distinct().count() != output.length()) {
      throw call.error("has the equation '" + equation + "'");
    }
    Term all = terms.get(0);
    for (int i = 1; i < terms.size(); i++) {
      String later =
          terms.subList(i + 1, terms.size()).stream()
              .map(Term::letters)
              .collect(Collectors.joining("", output, ""));
      all = product(all, terms.get(i), later);
    }
    Term left = summed(all, output);
    return ordered(left, output);
  }

  private Term term(String equation, String written, Value value) {
    int given = written.replace(ELLIPSIS, "").length();
    int more = written.contains(ELLIPSIS) ? value.rank() - given : 0;
    if (more < 0 || more > HIDDEN.length() || given + more != value.rank()) {
      throw call.error(
          "has the equation '" + equation + "' for a tensor of " + value.rank() + " axes");
    }
    String letters = written.replace(ELLIPSIS, HIDDEN.substring(HIDDEN.length() - more));
    if (letters.chars().distinct().count() != letters.length()) {
      throw call.error("takes a diagonal: '" + written + "' has one letter for two axes");
    }
    for (int i = 0; i < letters.length(); i++) {
      char letter = letters.charAt(i);
      int size = value.dim(i);
      int known = sizes.getOrDefault(letter, 1);
      if (size != known && size != 1 && known != 1) {
        throw call.error("has " + known + " and " + size + " elements along '" + letter + "'");
      }
      sizes.put(letter, Math.max(size, known));
    }
    return new Term(value, letters);
  }

  /** The output's letters, with those that its ellipsis stands for. */
  private static String hidden(String output, List<Term> terms) {
    String all =
        HIDDEN
            .chars()
            .mapToObj(digit -> String.valueOf((char) digit))
            .filter(digit -> terms.stream().anyMatch(term -> term.letters().contains(digit)))
            .collect(Collectors.joining());
    return output.replace(ELLIPSIS, all);
  }

  /** Without an arrow: the axes of ellipses, then all letters that stand once, in order. */
  private static String implied(String[] inputs, List<Term> terms) {
    String all = String.join("", inputs).replace(ELLIPSIS, "");
    String once =
        all.chars()
            .filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter))
            .sorted()
            .mapToObj(letter -> String.valueOf((char) letter))
            .collect(Collectors.joining());
    return hidden(ELLIPSIS, terms) + once;
  }

  /** Without the axes that nothing later has. */
  private Term summed(Term term, String later) {
    int[] gone =
        IntStream.range(0, term.letters().length())
            .filter(i -> later.indexOf(term.letters().charAt(i)) < 0)
            .toArray();
    if (gone.length == 0) {
      return term;
    }
    Value sum =
        call.math()
            .reduce(
                "Sum", widened(term, letters(term.letters(), later, false)).value(), false, gone);
    return new Term(sum, letters(term.letters(), later, true));
  }

  /** The letters that another string has, or has not. */
  private static String letters(String of, String other, boolean shared) {
    return of.chars()
        .filter(letter -> other.indexOf(letter) >= 0 == shared)
        .mapToObj(letter -> String.valueOf((char) letter))
        .collect(Collectors.joining());
  }

  private Term product(Term first, Term second, String later) {
    Term a = summed(first, second.letters() + later);
    Term b = summed(second, first.letters() + later);
    String shared = letters(a.letters(), b.letters(), true);
    String batch = letters(shared, later, true);
    String inner = letters(shared, later, false);
    String left = letters(a.letters(), b.letters(), false);
    String right = letters(b.letters(), a.letters(), false);
    if (inner.isEmpty()) {
      return new Term(elements(a, b, batch, left, right), batch + left + right);
    }
    // an axis of one against a longer one is repeated
    Value x = ordered(widened(a, shared), batch + left + inner);
    Value y = ordered(widened(b, shared), batch + inner + right);
    int count = size(batch);
    int[] rows = {count, size(left), size(inner)};
    int[] columns = {count, size(inner), size(right)};
    Value product =
        count == 1
            ? call.math().matMul(reshaped(x, rows[1], rows[2]), reshaped(y, columns[1], columns[2]))
            : call.math().batchMatMul(reshaped(x, rows), reshaped(y, columns), false, false);
    String letters = batch + left + right;
    return new Term(call.arrays().reshape(product, dims(letters)), letters);
  }

  private Value elements(Term a, Term b, String batch, String left, String right) {
    Value x = ordered(a, batch + left);
    Value y = ordered(b, batch + right);
    int[] wide = x.shape();
    int[] shape = Arrays.copyOf(wide, batch.length() + left.length() + right.length());
    Arrays.fill(shape, wide.length, shape.length, 1);
    int[] other = new int[shape.length];
    Arrays.fill(other, 1);
    for (int i = 0; i < y.rank(); i++) {
      other[i < batch.length() ? i : i + left.length()] = y.dim(i);
    }
    return call.math().mul(reshaped(x, shape), reshaped(y, other));
  }

  private Value reshaped(Value x, int... shape) {
    return call.work().folding().folded(call.arrays().reshape(x, shape));
  }

  private Term widened(Term term, String letters) {
    int[] multiples = new int[term.letters().length()];
    for (int i = 0; i < multiples.length; i++) {
      char letter = term.letters().charAt(i);
      boolean repeated = letters.indexOf(letter) >= 0 && term.value().dim(i) == 1;
      multiples[i] = repeated ? sizes.get(letter) : 1;
    }
    return Arrays.stream(multiples).allMatch(n -> n == 1)
        ? term
        : new Term(call.arrays().tile(term.value(), multiples), term.letters());
  }

  private Value ordered(Term term, String order) {
    int[] axes = order.chars().map(term.letters()::indexOf).toArray();
    boolean same = order.equals(term.letters());
    return call.work()
        .folding()
        .folded(same ? term.value() : call.arrays().transpose(term.value(), axes));
  }

  private int size(String letters) {
    return Dims.elements(dims(letters));
  }

  private int[] dims(String letters) {
    return letters.chars().map(letter -> sizes.get((char) letter)).toArray();
  }
}
