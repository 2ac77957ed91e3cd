package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.files.StagedFile;
import io.kwsbench.files.TextFile;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.label.internal.stretch.PhaseVocoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes slowed copies of clips under their own names for test-time augmentation, as {@code
 * create_tta_set.py} of the 2017 entry does. Samples of 16 bits are divided by 32767 and stretched;
 * the last 16,000 are kept, multiplied by 32767 and cut to whole numbers.
 *
 * <p>Until all copies are there the folder is an {@link UnfinishedFolder}. A small hidden file says
 * how slow its copies are, so that copies of two speeds do not come together.
 */
public final class StretchedFolder {
  private static final String COMMAND = "stretch";

  /** Holds a line such as {@code speed 0.9}. */
  private static final String SPEED_FILE = ".kwsbench-speed";

  private final ClipFolder clips;
  private final Path out;
  private final String speed;
  private final PhaseVocoder vocoder;

  /** The numbers of written, skipped and unreadable clips. */
  public record Result(long written, long present, long unreadable) {}

  private enum Outcome {
    WRITTEN,
    PRESENT,
    UNREADABLE
  }

  /**
   * @param speed 0.9 for the original's
   * @throws KwsException when the speed is out of range
   */
  public StretchedFolder(ClipFolder clips, Path out, double speed) {
    this.clips = clips;
    this.out = out;
    this.speed = "speed " + speed;
    this.vocoder = new PhaseVocoder(speed);
  }

  /**
   * Writes the copies that are not there yet, or are older than their clips, each appearing whole,
   * on all cores.
   *
   * @param listener hears from several threads, but from one at a time
   * @throws KwsException when a copy cannot be written, or the folder has copies of another speed
   */
  public Result write(PredictListener listener) {
    try (UnfinishedFolder unfinished = UnfinishedFolder.begin(out, COMMAND, speed, false)) {
      boolean ours = requireSpeed();
      Result result = write(listener, ours);
      if (result.written() + result.present() + result.unreadable() == clips.size()) {
        unfinished.finish();
      }
      return result;
    }
  }

  /** Returns whether the folder's copies are known to be this program's. */
  private boolean requireSpeed() {
    Path file = out.resolve(SPEED_FILE);
    if (!Files.exists(file)) {
      AtomicFile.write(file, (speed + "\n").getBytes(StandardCharsets.UTF_8));
      return false;
    }
    String found = TextFile.read(file, 1 << 10).strip();
    if (!found.equals(speed)) {
      throw new KwsException(
          out + ": holds copies of " + found + ", not of " + speed + ": give another folder");
    }
    return true;
  }

  private Result write(PredictListener listener, boolean ours) {
    AtomicInteger done = new AtomicInteger();
    Map<Outcome, Long> counts =
        IntStream.range(0, clips.size())
            .parallel()
            .filter(clip -> !stopped(listener))
            .mapToObj(clip -> tell(one(clip, ours, listener), done, listener))
            .collect(Collectors.groupingBy(o -> o, Collectors.counting()));
    return new Result(
        counts.getOrDefault(Outcome.WRITTEN, 0L),
        counts.getOrDefault(Outcome.PRESENT, 0L),
        counts.getOrDefault(Outcome.UNREADABLE, 0L));
  }

  private static boolean stopped(PredictListener listener) {
    synchronized (listener) {
      return listener.stopped();
    }
  }

  private static Outcome tell(Outcome outcome, AtomicInteger done, PredictListener listener) {
    synchronized (listener) {
      listener.done(done.incrementAndGet());
    }
    return outcome;
  }

  private Outcome one(int index, boolean ours, PredictListener listener) {
    Path target = out.resolve(clips.names().get(index));
    if (Files.exists(target) && !(ours && isNewer(clips.file(index), target))) {
      return Outcome.PRESENT;
    }
    Clip slow;
    try {
      slow = slow(clips.file(index));
    } catch (KwsException e) {
      return unreadable(e.getMessage(), listener);
    } catch (OutOfMemoryError e) {
      return unreadable(clips.file(index) + ": takes more memory than Java may use", listener);
    }
    try (StagedFile file = StagedFile.of(target)) {
      file.fill(stream -> stream.write(WavWriter.toBytes(slow)));
      // now and not at the end: the next run takes a copy that is there for a whole one
      file.force();
      file.publish();
    }
    return Outcome.WRITTEN;
  }

  private static boolean isNewer(Path clip, Path copy) {
    try {
      return Files.getLastModifiedTime(clip).compareTo(Files.getLastModifiedTime(copy)) > 0;
    } catch (IOException e) {
      return true; // read again, and told if it cannot be
    }
  }

  private static Outcome unreadable(String problem, PredictListener listener) {
    synchronized (listener) {
      listener.problem(problem);
    }
    return Outcome.UNREADABLE;
  }

  private Clip slow(Path file) {
    Clip clip = WavReader.read(file);
    if (clip.channels() != 1) {
      throw new KwsException(file + ": " + clip.channels() + " channels; one can be stretched");
    }
    float[] samples = clip.samples();
    SampleScale.DEVICE.rescale(samples);
    float[] slow = vocoder.stretch(samples);
    float[] kept =
        Arrays.copyOfRange(slow, Math.max(0, slow.length - KeywordClip.SAMPLES), slow.length);
    short[] pcm = new short[kept.length];
    for (int i = 0; i < pcm.length; i++) {
      pcm[i] = (short) (int) (kept[i] * SampleScale.DEVICE.fullScale());
    }
    return Clip.ofPcm16(clip.sampleRate(), 1, pcm);
  }
}
