package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.audio.FittedClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Audio in which none of the wanted words is said: every detection is a false alarm. It is a WAV
 * file, or all those of a folder, one after the other.
 */
public final class NegativeRecording {
  private NegativeRecording() {}

  /**
   * Reads a recording.
   *
   * @param path a WAV file, or a folder whose WAV files are joined in order of their names
   * @throws KwsException when a file cannot be read, there is none, or all are too long together
   */
  public static LongAudio read(Path path, int sampleRate) {
    List<float[]> parts = new ArrayList<>();
    long length = 0;
    for (Path file : ClipFiles.under(path)) {
      float[] samples = FittedClip.read(file, sampleRate, -1, 1).clip().samples();
      parts.add(samples);
      length += samples.length;
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw new KwsException(path + ": more than 2^31 samples; name its parts one by one");
    }
    float[] all = new float[(int) length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new LongAudio(path.toString(), all, sampleRate, List.of());
  }
}
