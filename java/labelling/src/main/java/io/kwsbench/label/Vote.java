package io.kwsbench.label;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The majority of several submissions, the best of which comes first ({@code majority_vote.py}).
 *
 * @param result the label of every clip
 * @param undecided the clips on which no label got the minimum count, with the votes of each
 */
public record Vote(Submission result, List<Undecided> undecided) {
  /** A clip without a majority: the votes by label, in the order in which they were cast. */
  public record Undecided(String name, Map<String, Integer> votes) {}

  public Vote {
    undecided = List.copyOf(undecided);
  }

  /**
   * Counts the votes. The label with the most wins if it has at least {@code minimum}; of several
   * with as many, the one that the earliest submission named. Otherwise the clip is undecided and
   * keeps the first submission's label.
   *
   * @throws io.kwsbench.KwsException when the submissions do not list the same clips in one order
   */
  public static Vote of(List<Submission> submissions, int minimum) {
    SameClips.require(submissions);
    Submission first = submissions.get(0);
    List<String> labels = new ArrayList<>(first.size());
    List<Undecided> undecided = new ArrayList<>();
    for (int clip = 0; clip < first.size(); clip++) {
      Map<String, Integer> votes = count(submissions, clip);
      String winner = winner(votes);
      if (votes.get(winner) < minimum) {
        undecided.add(new Undecided(first.names().get(clip), votes));
        winner = first.labels().get(clip);
      }
      labels.add(winner);
    }
    return new Vote(new Submission("vote", first.names(), labels), undecided);
  }

  private static Map<String, Integer> count(List<Submission> submissions, int clip) {
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (Submission submission : submissions) {
      votes.merge(submission.labels().get(clip), 1, Integer::sum);
    }
    return votes;
  }

  private static String winner(Map<String, Integer> votes) {
    String winner = null;
    for (Map.Entry<String, Integer> entry : votes.entrySet()) {
      if (winner == null || entry.getValue() > votes.get(winner)) {
        winner = entry.getKey();
      }
    }
    return winner;
  }
}
