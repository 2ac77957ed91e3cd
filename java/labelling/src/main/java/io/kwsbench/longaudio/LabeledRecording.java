package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A long WAV file with its ground truth beside it: {@code talk.wav} and {@code talk.txt}.
 *
 * <p>Each wanted word has a line {@code yes, 6000}: the word and where its second starts, in
 * milliseconds. That is the format of TensorFlow's {@code generate_streaming_test_wav} and {@code
 * test_streaming_accuracy}. A third number, {@code yes, 6000, 6540}, is where the word ends;
 * without it, {@link WordEnd} finds the end within the second.
 */
public final class LabeledRecording {
  private final Path wav;
  private final Path truth;
  private final int sampleRate;
  private final float[] samples;

  private LabeledRecording(Path wav, Path truth, int sampleRate) {
    this.wav = wav;
    this.truth = truth;
    this.sampleRate = sampleRate;
    this.samples = FittedClip.read(wav, sampleRate, -1, 1).clip().samples();
  }

  /**
   * Reads a recording.
   *
   * @param wanted the words that a model spots; lines with other words are left out
   * @throws KwsException when a file cannot be read, or a line is no word and time within the audio
   */
  public static LongAudio read(Path wav, int sampleRate, List<String> wanted) {
    return new LabeledRecording(wav, truth(wav), sampleRate).read(wanted);
  }

  /** The file of a recording's words. */
  public static Path truth(Path wav) {
    String name = wav.toString();
    int dot = name.lastIndexOf('.');
    return Path.of((dot > name.lastIndexOf('/') ? name.substring(0, dot) : name) + ".txt");
  }

  private LongAudio read(List<String> wanted) {
    List<LongAudio.Event> events = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        LongAudio.Event event = event(lines.get(i), truth + " line " + (i + 1));
        if (wanted.contains(event.label())) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparingInt(LongAudio.Event::start));
    return new LongAudio(wav.toString(), samples, sampleRate, events);
  }

  private LongAudio.Event event(String line, String place) {
    String[] parts = line.split(",");
    if (parts.length != 2 && parts.length != 3) {
      throw new KwsException(place + ": '" + line + "' is not 'word, milliseconds'");
    }
    try {
      int start = sample(parts[1]);
      boolean inside = start >= 0 && start < samples.length;
      int end = parts.length == 3 ? sample(parts[2]) : inside ? end(start) : -1;
      if (!inside || end <= start || end > samples.length) {
        throw new KwsException(place + ": '" + line + "' is not within " + wav);
      }
      return new LongAudio.Event(parts[0].strip(), start, end);
    } catch (NumberFormatException e) {
      throw new KwsException(place + ": '" + line + "' is not 'word, milliseconds'", e);
    }
  }

  private int sample(String text) {
    double sample = Math.rint(Double.parseDouble(text.strip()) * sampleRate / 1000);
    // beyond an int's range and NaN alike are no place in the audio
    return sample >= 0 && sample < Integer.MAX_VALUE ? (int) sample : -1;
  }

  private int end(int start) {
    int second = (int) Math.min(samples.length, (long) start + sampleRate);
    return WordEnd.of(samples, start, second, sampleRate);
  }

  private List<String> lines() {
    if (!Files.exists(truth)) {
      throw new KwsException(truth + ": no such file; it must list the words and their times");
    }
    return TextFile.lines(truth);
  }
}
