package io.kwsbench.label;

import java.util.ArrayList;
import java.util.List;

/** Takes the clips that all submissions give the same label ({@code REPR_106_pseudo.py}). */
public final class AgreementRule {
  private AgreementRule() {}

  /**
   * Compares the submissions.
   *
   * @throws io.kwsbench.KwsException when they do not list the same clips in one order
   */
  public static PseudoPlan plan(List<Submission> submissions) {
    SameClips.require(submissions);
    Submission first = submissions.get(0);
    List<PseudoPlan.Entry> agreed = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      String label = first.labels().get(i);
      int clip = i;
      if (submissions.stream().allMatch(s -> s.labels().get(clip).equals(label))) {
        agreed.add(new PseudoPlan.Entry(first.names().get(i), label, 1));
      }
    }
    return new PseudoPlan(first.size(), 0, agreed, 0);
  }
}
