package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.files.InputFolder;
import io.kwsbench.files.StagedFile;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.metadata.SpeechCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes planned pseudo labels as a folder that training reads: {@code label/clip.wav}, and {@code
 * _background_noise_/custom_silence_%06d.wav} for joined silence.
 *
 * <p>The folder must be new or empty, or hold what the same run left when it was stopped: then it
 * goes on, and looks at every file that is there already. Until all is written the folder is an
 * {@link UnfinishedFolder}. A clip that is missing or unreadable, or whose name or label leads out
 * of its folder, is left out, named and counted.
 */
public final class PseudoFolder {
  private static final String COMMAND = "pseudo";

  private final Path clips;
  private final Path folder;
  private final boolean link;
  private final List<String> problems = new ArrayList<>();
  private final SilenceFile silence = new SilenceFile();
  private final Set<Path> files = new HashSet<>();
  private int silenceFiles;

  /**
   * The outcome of a run.
   *
   * @param complete whether all clips of the plan were looked at; if not the folder is unfinished
   * @param files how many files there are
   * @param missing how many clips were left out
   * @param problems one line for each clip that was left out, and for joined silence that was loud
   */
  public record Result(boolean complete, int files, int missing, List<String> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  private PseudoFolder(Path clips, Path folder, boolean link) {
    this.clips = clips;
    this.folder = folder;
    this.link = link;
  }

  /**
   * Copies, or links, the planned clips from one folder into another.
   *
   * @param listener told how many clips of the plan are done, and asked whether to stop
   * @throws KwsException when the target holds something already or cannot be written, or there is
   *     no folder of clips
   */
  public static Result write(
      PseudoPlan plan, Path clips, Path folder, boolean link, PredictListener listener) {
    InputFolder.require(clips);
    UnfinishedFolder.requireFinished(clips);
    String run = plan.fingerprint(clips.toAbsolutePath().normalize() + (link ? ", linked" : ""));
    try (UnfinishedFolder unfinished = UnfinishedFolder.begin(folder, COMMAND, run, true)) {
      Result result = new PseudoFolder(clips, folder, link).write(plan, listener);
      if (result.complete()) {
        unfinished.finish();
      }
      return result;
    }
  }

  private Result write(PseudoPlan plan, PredictListener listener) {
    int done = 0;
    for (PseudoPlan.Entry clip : plan.clips()) {
      if (listener.stopped()) {
        return new Result(false, files.size(), problems.size(), problems);
      }
      try {
        if (plan.silenceGroup() > 0 && clip.label().equals(PseudoPlan.SILENCE)) {
          join(clip, plan.silenceGroup());
        } else {
          place(clip);
        }
      } catch (UnreadableClipException e) {
        problems.add(e.getMessage());
      }
      listener.done(++done);
    }
    int missing = problems.size();
    if (silence.wrapped() > 0) {
      problems.add(
          "silence: "
              + silence.wrapped()
              + " samples were too loud for 16 bits and wrapped around");
    }
    return new Result(true, files.size(), missing, problems);
  }

  private void join(PseudoPlan.Entry clip, int group) {
    try {
      Path source = source(clip.name());
      silence.add(WavReader.read(source), source.toString());
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
    if (silence.clips() == group) {
      Path target =
          folder.resolve(SpeechCommands.BACKGROUND_NOISE).resolve(SilenceFile.name(++silenceFiles));
      files.add(target);
      keep(target, WavWriter.toBytes(silence.join()));
    }
  }

  private void place(PseudoPlan.Entry clip) {
    Path source;
    Path target;
    byte[] wav;
    try {
      source = source(clip.name());
      target = label(source, clip.label()).resolve(clips.relativize(source));
      wav = WavReader.bytes(source);
      // what is no clip is better met here than by training
      WavReader.parse(wav, source.toString());
    } catch (KwsException e) {
      throw new UnreadableClipException(e);
    }
    if (!files.add(target)) {
      throw new UnreadableClipException(new KwsException(source + ": is listed twice"));
    }
    if (link) {
      link(target, source.toAbsolutePath().normalize());
    } else {
      keep(target, wav);
    }
  }

  /** A name in a submission may be anything. */
  private Path source(String name) {
    try {
      return clips.resolve(TrainingNames.clip(clips.toString(), name));
    } catch (InvalidPathException e) {
      throw new KwsException(clips + "/" + name + ": is no file name", e);
    }
  }

  private Path label(Path source, String label) {
    TrainingNames.requireLabel(source.toString(), label);
    try {
      return folder.resolve(label);
    } catch (InvalidPathException e) {
      throw new KwsException(source + ": label '" + label + "' can name no folder", e);
    }
  }

  /** Writes a file, unless a run before this one has. */
  private static void keep(Path target, byte[] content) {
    try {
      if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
          && Files.size(target) == content.length
          && Arrays.equals(Files.readAllBytes(target), content)) {
        return;
      }
    } catch (IOException e) {
      // written anew, or the reason why not is told then
    }
    try (StagedFile file = StagedFile.of(target)) {
      file.fill(out -> out.write(content));
      file.publish();
    }
  }

  private static void link(Path target, Path source) {
    try {
      if (Files.isSymbolicLink(target) && Files.readSymbolicLink(target).equals(source)) {
        return;
      }
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      Files.createSymbolicLink(target, source);
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }
}
