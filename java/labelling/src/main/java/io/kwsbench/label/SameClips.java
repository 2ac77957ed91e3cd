package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import java.util.List;
import java.util.function.Function;

/** Requires that submissions speak of the same clips in the same order. */
final class SameClips {
  private SameClips() {}

  /**
   * @throws KwsException naming the first row that differs, or both sizes, and both files; the odd
   *     one comes first where the others agree
   */
  static void require(List<Submission> submissions) {
    if (submissions.isEmpty()) {
      throw new KwsException("no submission was given");
    }
    int rows = submissions.stream().mapToInt(Submission::size).min().orElseThrow();
    for (int i = 0; i < rows; i++) {
      int row = i;
      require(submissions, s -> s.names().get(row), "row " + (row + 1) + " is ", ", but ");
    }
    require(submissions, s -> s.size(), "", " clips, ");
  }

  private static void require(
      List<Submission> submissions,
      Function<Submission, Object> value,
      String lead,
      String otherwise) {
    Submission first = submissions.get(0);
    Object wanted = value.apply(first);
    for (Submission other : submissions) {
      Object found = value.apply(other);
      if (!found.equals(wanted)) {
        boolean firstIsOdd =
            submissions.size() > 2
                && submissions.stream().skip(1).allMatch(s -> value.apply(s).equals(found));
        Submission odd = firstIsOdd ? first : other;
        Submission even = firstIsOdd ? other : first;
        throw new KwsException(
            odd.source()
                + ": "
                + lead
                + Printable.brief(value.apply(odd).toString())
                + otherwise
                + Printable.brief(value.apply(even).toString())
                + " in "
                + even.source());
      }
    }
  }
}
