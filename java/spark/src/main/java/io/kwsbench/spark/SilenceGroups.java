package io.kwsbench.spark;

import java.util.ArrayList;
import java.util.List;

/**
 * The groups of silent clips that are joined into background files, in order, as on a single
 * machine. A clip whose rate differs from its group's is skipped, and so is an incomplete last
 * group.
 */
final class SilenceGroups {
  private final int size;
  private final List<List<String>> groups = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private List<String> current = new ArrayList<>();
  private int rate;

  SilenceGroups(int size) {
    this.size = size;
  }

  /** The next clip that could be read and has one channel. */
  void add(String name, String source, int clipRate) {
    if (!current.isEmpty() && clipRate != rate) {
      problems.add(source + ": " + clipRate + " Hz cannot join " + rate + " Hz");
      return;
    }
    rate = clipRate;
    current.add(name);
    if (current.size() == size) {
      groups.add(current);
      current = new ArrayList<>();
    }
  }

  /** The next clip, which could not be used. */
  void skip(String problem) {
    problems.add(problem);
  }

  List<List<String>> groups() {
    return groups;
  }

  List<String> problems() {
    return problems;
  }
}
