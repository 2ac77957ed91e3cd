package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.label.Submission;
import io.kwsbench.label.SubmissionWriter;
import io.kwsbench.label.Vote;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the majority of several submissions. */
public final class VoteCommand implements Command {
  @Parameter(names = "--out", order = 1, description = "submission to write; required")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--min_count",
      order = 2,
      description =
          "minimum number of votes for a label; 0 means more than half of the submissions")
  private int minimum;

  @Parameter(
      names = "--undecided",
      order = 3,
      description =
          "CSV file for the clips that no label won, with their votes; default: not written")
  @PathFlag(PathFlag.Use.FILE)
  private String undecided = "";

  @Parameter(description = "BEST.csv SECOND.csv...")
  @PathFlag(PathFlag.Use.READ)
  private List<String> submissions = new ArrayList<>();

  @Override
  public String name() {
    return "vote";
  }

  @Override
  public String summary() {
    return "Takes the majority of several submissions; without one, the first submission decides.";
  }

  @Override
  public String example() {
    return "vote --out voted.csv best.csv second.csv third.csv";
  }

  @Override
  public String synopsis() {
    return "--out FILE.csv [flags] BEST.csv SECOND.csv...";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path target = TypedPath.required("--out", out);
    if (submissions.size() < 2 || minimum < 0) {
      throw new ParameterException(
          "vote needs two or more submissions, and a --min_count of 0 or more");
    }
    int needed = minimum == 0 ? submissions.size() / 2 + 1 : minimum;
    Vote vote =
        Vote.of(submissions.stream().map(TypedPath::of).map(Submission::read).toList(), needed);
    SubmissionWriter.write(target, vote.result());
    if (!undecided.isEmpty()) {
      SubmissionWriter.writeUndecided(TypedPath.of(undecided), vote);
    }
    int clips = vote.result().size();
    context
        .out()
        .printf(
            "%d of %d clips have a label with %d votes; %d undecided clips keep the label of the"
                + " first submission%n",
            clips - vote.undecided().size(), clips, needed, vote.undecided().size());
    context.out().println(target);
    return ExitCode.DONE;
  }
}
