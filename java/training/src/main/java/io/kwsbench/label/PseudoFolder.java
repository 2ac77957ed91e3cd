package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Writes planned pseudo labels as a folder that training reads: {@code label/clip.wav}, and {@code
 * _background_noise_/custom_silence_%06d.wav} for joined silence.
 *
 * <p>The folder must be new or empty. A clip that is missing or unreadable is left out, named and
 * counted.
 */
public final class PseudoFolder {
  private final Path clips;
  private final Path folder;
  private final boolean link;
  private final List<String> problems = new ArrayList<>();
  private final SilenceFile silence = new SilenceFile();
  private int written;
  private int silenceFiles;

  /**
   * What was written.
   *
   * @param files how many
   * @param missing how many clips were left out
   * @param problems one line for each clip that was left out, and for joined silence that was loud
   */
  public record Result(int files, int missing, List<String> problems) {
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
   * @param progress told how many clips of the plan are done
   * @throws KwsException when the target holds something already or cannot be written, or there is
   *     no folder of clips
   */
  public static Result write(
      PseudoPlan plan, Path clips, Path folder, boolean link, IntConsumer progress) {
    requireEmpty(folder);
    if (!Files.isDirectory(clips)) {
      throw new KwsException(clips + ": no such folder");
    }
    return new PseudoFolder(clips, folder, link).write(plan, progress);
  }

  private static void requireEmpty(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new KwsException(folder + ": is not empty");
      }
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private Result write(PseudoPlan plan, IntConsumer progress) {
    int done = 0;
    for (PseudoPlan.Entry clip : plan.clips()) {
      if (plan.silenceGroup() > 0 && clip.label().equals(PseudoPlan.SILENCE)) {
        join(clip, plan.silenceGroup());
      } else {
        place(clip);
      }
      progress.accept(++done);
    }
    int missing = problems.size();
    if (silence.wrapped() > 0) {
      problems.add(
          "silence: "
              + silence.wrapped()
              + " samples were too loud for 16 bits and wrapped around");
    }
    return new Result(written, missing, problems);
  }

  private void join(PseudoPlan.Entry clip, int group) {
    try {
      Path source = file(clip);
      silence.add(WavReader.read(source), source.toString());
    } catch (KwsException e) {
      problems.add(e.getMessage());
      return;
    }
    if (silence.clips() == group) {
      String name = SilenceFile.name(++silenceFiles);
      WavWriter.write(make(SilenceFile.FOLDER).resolve(name), silence.join());
      written++;
    }
  }

  private void place(PseudoPlan.Entry clip) {
    Path source;
    byte[] wav;
    try {
      source = file(clip);
      wav = WavReader.bytes(source);
      // what is no clip is better met here than by training
      WavReader.parse(wav, source.toString());
    } catch (KwsException e) {
      problems.add(e.getMessage());
      return;
    }
    Path target = make(clip.label()).resolve(source.getFileName());
    try {
      if (link) {
        Files.createSymbolicLink(target, source.toAbsolutePath().normalize());
      } else {
        Files.write(target, wav, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      }
      written++;
    } catch (FileAlreadyExistsException e) {
      problems.add(source + ": is listed twice");
    } catch (IOException e) {
      throw new KwsException(target + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** A name in a submission may be anything. */
  private Path file(PseudoPlan.Entry clip) {
    try {
      Path file = clips.resolve(clip.name());
      if (!clip.name().isEmpty() && file.getFileName() != null) {
        return file;
      }
    } catch (InvalidPathException e) {
      // told below
    }
    throw new KwsException(clips + "/" + clip.name() + ": is no file name");
  }

  private Path make(String label) {
    Path target = folder.resolve(label).normalize();
    if (!target.startsWith(folder.normalize()) || target.equals(folder.normalize())) {
      throw new KwsException("label '" + label + "' names no folder");
    }
    try {
      return Files.createDirectories(target);
    } catch (IOException e) {
      throw new KwsException(target + ": cannot be made: " + e.getMessage(), e);
    }
  }
}
