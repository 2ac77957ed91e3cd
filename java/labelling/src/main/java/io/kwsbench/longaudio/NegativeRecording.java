package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.audio.WavSound;
import java.nio.file.Path;
import java.util.List;

/**
 * Audio in which none of the wanted words is said: every detection is a false alarm. It is a WAV
 * file, or all those of a folder, one after the other.
 */
public final class NegativeRecording {
  private NegativeRecording() {}

  /**
   * Opens a recording.
   *
   * @param path a WAV file, or a folder whose WAV files are joined in order of their names
   * @throws KwsException when a file cannot be read, there is none, or all are too long together
   */
  public static LongAudio read(Path path, int sampleRate) {
    List<Path> files = ClipFiles.under(path);
    long length = 0;
    for (Path file : files) {
      length += WavSound.open(file, sampleRate).length();
    }
    if (length > Integer.MAX_VALUE) {
      throw new KwsException(path + ": more than 2^31 samples; name its parts one by one");
    }
    LongAudio.Sound sound =
        sink -> files.forEach(file -> WavSound.open(file, sampleRate).feed(sink));
    return new LongAudio(
        sound, new LongAudio.Truth(path.toString(), (int) length, sampleRate, List.of()));
  }
}
