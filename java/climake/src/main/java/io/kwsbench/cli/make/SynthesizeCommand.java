package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.command.Within;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.synthesis.SynthesisPlan;
import io.kwsbench.synthesis.SynthesizedFolder;
import io.kwsbench.synthesis.Synthesizers;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes clips of words with the speech synthesizers that are installed.
 *
 * <p>No method here, and so no lambda, takes or returns a class of the synthesis: light bundles
 * lack these, and JCommander loads the types of all methods, also for {@code --help}.
 */
@FlagGroup("synthesis")
public final class SynthesizeCommand implements Command {
  private static final int MAX_WINDOW = 10_000;

  @Parameter(
      names = "--words",
      order = 1,
      description =
          "words or phrases to speak, comma-separated; required unless --list_voices is given")
  private String words = "";

  @Parameter(
      names = "--out",
      order = 2,
      description =
          "data folder to write: new, empty, or begun by the same command; required unless"
              + " --list_voices is given")
  @PathFlag(PathFlag.Use.FOLDER)
  private String out = "";

  @Parameter(names = "--n", order = 3, description = "number of clips of each word")
  private int clips = 500;

  @Parameter(
      names = "--confusable",
      order = 4,
      description =
          "number of clips per word that only sound like the word, in a folder 'near WORD': one or"
              + " two of its phonemes are replaced by their nearest ones (English, espeak-ng)")
  private int near;

  @Parameter(
      names = "--language",
      order = 5,
      description = "language of the voices; en includes en-us and other regions")
  private String language = "en";

  @Parameter(
      names = "--voices",
      order = 6,
      description =
          "voices to use, comma-separated, with * and ?: flite, espeak-ng:en-us+f*; default: all of"
              + " the language")
  private String voices = "";

  @Parameter(
      names = "--list_voices",
      arity = 1,
      order = 7,
      description = "only list the voices, and the synthesizers that are not installed")
  private boolean list;

  @Parameter(
      names = "--speed",
      order = 8,
      description = "maximum relative change of a voice's speed: the factor is up to 1 + SPEED")
  private double speed = 0.3;

  @Parameter(
      names = "--pitch",
      order = 9,
      description = "maximum relative change of a voice's pitch: the factor is up to 1 + PITCH")
  private double pitch = 0.25;

  @Parameter(
      names = "--window_ms",
      order = 10,
      description = "length of a clip in milliseconds; longer words are spoken faster")
  @Within(min = 100, max = MAX_WINDOW)
  private int window = 1000;

  @Parameter(names = "--seed", order = 11, description = "seed of all random choices")
  private long seed = 59_185;

  @Parameter(
      names = "--programs",
      order = 12,
      description = "folder in which to look for synthesizers before PATH; default: PATH only")
  @PathFlag(PathFlag.Use.READ)
  private String programs = "";

  @Parameter(
      names = "--piper_voices",
      order = 13,
      description = "folder of piper's voices (.onnx with .onnx.json beside); default: no piper")
  @PathFlag(PathFlag.Use.READ)
  private String piperVoices = "";

  @Override
  public String name() {
    return "synthesize";
  }

  @Override
  public String summary() {
    return "Makes clips of words with the speech synthesizers that are installed.";
  }

  @Override
  public String example() {
    return "synthesize --words \"hey computer,lights on\" --out clips/ --n 500 --confusable 200";
  }

  @Override
  public String synopsis() {
    return "--words WORDS --out FOLDER [--voices VOICES] [flags], or --list_voices";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public void parsed(JCommander flags) {
    if (list) {
      new TypedFlags(flags)
          .allow(
              "--list_voices",
              Set.of("--list_voices", "--language", "--voices", "--programs", "--piper_voices"));
    }
  }

  @Override
  public ExitCode run(CliContext context) {
    if (!list) {
      TypedPath.required("--out", out);
      if (words.isEmpty()) {
        throw new ParameterException("--words is required");
      }
    }
    ChosenVoices chosen =
        ChosenVoices.of(
            Synthesizers.find(folder(programs), folder(piperVoices)),
            language,
            voices.isEmpty() ? List.of() : List.of(voices.split(",")));
    if (list) {
      chosen.list(context);
      return ExitCode.DONE;
    }
    return make(chosen, context);
  }

  private static Optional<Path> folder(String typed) {
    return typed.isEmpty() ? Optional.empty() : Optional.of(TypedPath.of(typed));
  }

  private ExitCode make(ChosenVoices chosen, CliContext context) {
    List<String> all = Arrays.stream(words.split(",")).map(String::strip).toList();
    int samples = window * (KeywordClip.SAMPLE_RATE / 1000);
    SynthesisPlan plan;
    try {
      plan = new SynthesisPlan(all, clips, near, chosen.of(near), speed, pitch, samples, seed);
    } catch (OutOfRangeException e) {
      throw new ParameterException("--" + e.getMessage());
    }
    SynthesizedFolder.Result result;
    try (BulkProgress progress = new BulkProgress(context, "speaking", plan.size())) {
      result = SynthesizedFolder.write(plan, chosen.found(), TypedPath.of(out), progress);
    }
    if (!result.complete()) {
      context.warn("stopped; run the same command again to complete it");
      return ExitCode.INTERRUPTED;
    }
    return tell(result.clips().size(), result.voices(), result.lacking(), context);
  }

  private ExitCode tell(int made, long speakers, int lacking, CliContext context) {
    context.out().println(made + " clips of " + speakers + " voices in " + out);
    if (made > 0) {
      String data = ShellWord.of(out);
      String wanted = ShellWord.of(words);
      context
          .out()
          .println("next: kwsbench train --data " + data + " --words " + wanted + " --out run");
    }
    if (lacking > 0) {
      context.warn(lacking + " clips are lacking: no voice spoke them in " + window + " ms");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }
}
