package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.corpus.NoiseColor;
import io.kwsbench.corpus.NoiseGenerator;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Writes WAV files of colored noise, to be mixed into training clips. */
public final class NoiseCommand implements Command {
  private static final int MAX_SECONDS = 600;

  @Parameter(names = "--out", order = 1, description = "folder to write the WAV files to; required")
  @PathFlag(PathFlag.Use.FOLDER)
  private String out = "";

  @Parameter(
      names = "--colors",
      order = 2,
      description = "noise colors, comma-separated: white, pink, blue, brown, violet")
  @Choices(
      value = {"white", "pink", "blue", "brown", "violet"},
      list = true)
  private String colors = "white,pink,blue,brown,violet";

  @Parameter(
      names = "--seconds",
      order = 3,
      description = "length of each file in seconds, from 1 to 600")
  @Within(min = 1, max = MAX_SECONDS)
  private int seconds = 60;

  @Parameter(
      names = "--seed",
      order = 4,
      description = "seed of the noise; equal seeds give equal noise")
  private long seed = 59_185;

  @Parameter(names = "--force", arity = 1, order = 5, description = "overwrite existing files")
  private boolean force;

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public String summary() {
    return "Writes WAV files of colored noise for training.";
  }

  @Override
  public String example() {
    return "noise --out noise/ --colors blue,brown --seconds 30";
  }

  @Override
  public String synopsis() {
    return "--out FOLDER [--colors blue,brown] [flags]";
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = TypedPath.required("--out", out);
    List<NoiseColor> chosen = Arrays.stream(colors.split(",")).map(NoiseCommand::color).toList();
    for (NoiseColor color : chosen) {
      Path file = file(folder, color);
      if (Files.exists(file) && !force) {
        throw new KwsException(file + " exists; --force overwrites it");
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be created: " + e.getMessage(), e);
    }
    for (NoiseColor color : chosen) {
      int samples = seconds * KeywordClip.SAMPLE_RATE;
      WavWriter.write(
          file(folder, color),
          NoiseGenerator.noise(color, samples, KeywordClip.SAMPLE_RATE, seed + color.ordinal()));
      context.out().println(file(folder, color));
    }
    return ExitCode.DONE;
  }

  private static Path file(Path folder, NoiseColor color) {
    return folder.resolve("custom_" + color.name().toLowerCase(Locale.ROOT) + "_noise.wav");
  }

  private static NoiseColor color(String name) {
    return Arrays.stream(NoiseColor.values())
        .filter(color -> color.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    "--colors: '" + name + "' is not white, pink, blue, brown or violet"));
  }
}
