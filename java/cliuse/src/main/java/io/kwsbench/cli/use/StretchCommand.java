package io.kwsbench.cli.use;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.label.ClipFolder;
import io.kwsbench.label.StretchedFolder;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes slowed copies of clips. */
public final class StretchCommand implements Command {
  @Parameter(
      names = "--speed",
      order = 1,
      description = "factor of the playback speed; below 1 is slower")
  private double speed = 0.9;

  @Parameter(description = "FOLDER OUT")
  @PathFlag(PathFlag.Use.READ)
  private List<String> folders = new ArrayList<>();

  @Override
  public String name() {
    return "stretch";
  }

  @Override
  public String summary() {
    return "Writes slowed copies of clips at unchanged pitch, for predict --speed_tta.";
  }

  @Override
  public String example() {
    return "stretch --speed 0.9 clips/ slowed/";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "[--speed 0.9] FOLDER OUT";
  }

  @Override
  public ExitCode run(CliContext context) {
    if (folders.size() != 2) {
      throw new ParameterException(
          "stretch needs two folders: FOLDER with the clips, OUT for the copies");
    }
    Path copies = TypedPath.of(folders.get(1));
    ClipFolder clips = ClipFolder.list(TypedPath.of(folders.get(0)), copies);
    StretchedFolder out = new StretchedFolder(clips, copies, speed);
    StretchedFolder.Result result;
    try (BulkProgress progress = new BulkProgress(context, "stretching", clips.size())) {
      result = out.write(progress);
    }
    context
        .out()
        .printf(
            "%d clips written, %d already there, %d unreadable%n",
            result.written(), result.present(), result.unreadable());
    if (context.interrupted().getAsBoolean()) {
      context.warn("stopped; run the same command again to continue");
      return ExitCode.INTERRUPTED;
    }
    return result.unreadable() > 0 ? ExitCode.BAD_INPUT : ExitCode.DONE;
  }
}
