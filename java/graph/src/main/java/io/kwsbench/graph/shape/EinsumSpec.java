package io.kwsbench.graph.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * The equation of an Einsum of one or two tensors, one letter an axis.
 *
 * @param inputs letters of each input
 * @param output letters of the output
 */
public record EinsumSpec(List<String> inputs, String output) {
  public EinsumSpec {
    inputs = List.copyOf(inputs);
  }

  /**
   * Parses an equation; an ellipsis becomes letters of its own, one per axis.
   *
   * @param ranks of the inputs
   * @throws IllegalArgumentException when it is none, or does not fit the ranks
   */
  public static EinsumSpec of(String equation, List<Integer> ranks) {
    String[] sides = equation.replace(" ", "").split("->", -1);
    String[] terms = sides[0].split(",", -1);
    if (sides.length != 2 || terms.length != ranks.size()) {
      throw new IllegalArgumentException("equation " + equation);
    }
    List<String> inputs = new ArrayList<>();
    int extra = 0;
    for (int i = 0; i < terms.length; i++) {
      if (terms[i].contains("...")) {
        extra = Math.max(extra, ranks.get(i) - (terms[i].length() - 3));
      }
    }
    if (extra < 0 || extra > 6) {
      throw new IllegalArgumentException("equation " + equation);
    }
    String all = "012345".substring(0, extra);
    for (int i = 0; i < terms.length; i++) {
      int own = Math.max(0, ranks.get(i) - (terms[i].length() - 3));
      String term = terms[i].replace("...", all.substring(Math.max(0, extra - own)));
      if (term.length() != ranks.get(i)) {
        throw new IllegalArgumentException("equation " + equation);
      }
      if (term.chars().distinct().count() != term.length()) {
        throw new IllegalArgumentException(
            "equation " + equation + " takes a diagonal: one letter for two axes of a tensor");
      }
      inputs.add(term);
    }
    String output = sides[1].replace("...", all);
    boolean known = output.chars().allMatch(c -> inputs.stream().anyMatch(t -> t.indexOf(c) >= 0));
    if (!known || output.chars().distinct().count() != output.length()) {
      throw new IllegalArgumentException("equation " + equation);
    }
    return new EinsumSpec(inputs, output);
  }
}
