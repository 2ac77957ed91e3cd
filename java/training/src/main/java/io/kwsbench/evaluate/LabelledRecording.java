package io.kwsbench.evaluate;

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
 * <p>A line a wanted word, {@code yes, 6000}: the word and where its second starts, in
 * milliseconds. That is the format of TensorFlow's {@code generate_streaming_test_wav} and {@code
 * test_streaming_accuracy}.
 */
public final class LabelledRecording {
  private LabelledRecording() {}

  /**
   * @param wanted the words that a model spots; lines with other words are left out
   * @throws KwsException when a file cannot be read, or a line is no word and time within the audio
   */
  public static LongAudio read(Path wav, int sampleRate, List<String> wanted) {
    float[] samples = FittedClip.read(wav, sampleRate, -1, 1).clip().samples();
    String name = wav.toString();
    int dot = name.lastIndexOf('.');
    Path truth = Path.of((dot > name.lastIndexOf('/') ? name.substring(0, dot) : name) + ".txt");
    List<LongAudio.Event> events = new ArrayList<>();
    List<String> lines = lines(truth);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        LongAudio.Event event = event(lines.get(i), truth + " line " + (i + 1), sampleRate);
        if (event.start() < 0 || event.start() >= samples.length) {
          throw new KwsException(
              truth + " line " + (i + 1) + ": '" + lines.get(i) + "' is not within " + wav);
        }
        if (wanted.contains(event.label())) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparingInt(LongAudio.Event::start));
    return new LongAudio(name, samples, sampleRate, events);
  }

  private static LongAudio.Event event(String line, String place, int sampleRate) {
    String[] parts = line.split(",");
    try {
      if (parts.length == 2) {
        double millis = Double.parseDouble(parts[1].strip());
        // beyond an int's range and NaN alike are no place in the audio
        double start = Math.rint(millis * sampleRate / 1000);
        return new LongAudio.Event(
            parts[0].strip(), start >= 0 && start < Integer.MAX_VALUE ? (int) start : -1);
      }
    } catch (NumberFormatException e) {
      throw new KwsException(place + ": '" + line + "' is not 'word, milliseconds'", e);
    }
    throw new KwsException(place + ": '" + line + "' is not 'word, milliseconds'");
  }

  private static List<String> lines(Path truth) {
    if (!Files.exists(truth)) {
      throw new KwsException(truth + ": no such file; it must list the words and their times");
    }
    return TextFile.lines(truth);
  }
}
