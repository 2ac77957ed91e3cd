package io.kwsbench.longaudio;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.audio.WavSound;
import io.kwsbench.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/**
 * A long WAV file with its ground truth beside it: {@code talk.wav} and {@code talk.txt}.
 *
 * <p>Each wanted word has a line {@code yes, 6000}: the word and where its second starts, in
 * milliseconds. That is the format of TensorFlow's {@code generate_streaming_test_wav} and {@code
 * test_streaming_accuracy}. A third number, {@code yes, 6000, 6540}, is where the word ends;
 * without it, {@link WordEnd} finds the end within the second.
 *
 * <p>Or each word is a line of a track of labels that Audacity exported: start and end in seconds
 * and the word, with tabs between them. A label at one place, whose end is its start, has no end.
 */
public final class LabeledRecording {
  /** Of a word whose line does not say where it ends. */
  private static final int UNKNOWN = -1;

  private final Path wav;
  private final Path truth;
  private final int sampleRate;
  private final WavSound sound;
  private final int length;

  private LabeledRecording(Path wav, Path truth, int sampleRate) {
    this.wav = wav;
    this.truth = truth;
    this.sampleRate = sampleRate;
    this.sound = WavSound.open(wav, sampleRate);
    if (sound.length() > Integer.MAX_VALUE) {
      throw new KwsException(wav + ": more than 2^31 samples at " + sampleRate + " Hz");
    }
    this.length = (int) sound.length();
  }

  /**
   * Opens a recording and reads its words.
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
      if (!lines.get(i).isBlank() && !lines.get(i).startsWith(TruthLine.FREQUENCIES)) {
        LongAudio.Event event = event(lines.get(i), truth + " line " + (i + 1));
        if (wanted.contains(event.label())) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparingInt(LongAudio.Event::start));
    return new LongAudio(
        sound::feed, new LongAudio.Truth(wav.toString(), length, sampleRate, withEnds(events)));
  }

  private List<LongAudio.Event> withEnds(List<LongAudio.Event> events) {
    int[] starts =
        events.stream()
            .filter(event -> event.end() == UNKNOWN)
            .mapToInt(LongAudio.Event::start)
            .toArray();
    PrimitiveIterator.OfInt found =
        IntStream.of(WordEnds.of(sound::feed, starts, length, sampleRate)).iterator();
    return events.stream()
        .map(
            event ->
                event.end() == UNKNOWN
                    ? new LongAudio.Event(event.label(), event.start(), found.nextInt())
                    : event)
        .toList();
  }

  private LongAudio.Event event(String line, String place) {
    TruthLine said = TruthLine.of(line, place);
    int start = sample(said.start());
    int end = said.end().isPresent() ? sample(said.end().getAsDouble()) : UNKNOWN;
    boolean inside = start >= 0 && start < length;
    if (!inside || said.end().isPresent() && (end <= start || end > length)) {
      throw new KwsException(place + ": '" + Printable.of(line) + "' is not within " + wav);
    }
    return new LongAudio.Event(said.word(), start, end);
  }

  private int sample(double millis) {
    double sample = Math.rint(millis * sampleRate / 1000);
    // beyond an int's range and NaN alike are no place in the audio
    return sample >= 0 && sample < Integer.MAX_VALUE ? (int) sample : -1;
  }

  private List<String> lines() {
    if (!Files.exists(truth)) {
      throw new KwsException(truth + ": no such file; it must list the words and their times");
    }
    return TextFile.lines(truth);
  }
}
