package io.kwsbench.synthesis;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.files.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The speech synthesizers of this machine: those installed, and those that could be. */
public final class Synthesizers {
  /**
   * A synthesizer that cannot be used.
   *
   * @param cure what to install
   */
  public record Missing(String name, String cure) {}

  private final List<Synthesizer> found = new ArrayList<>();
  private final List<Missing> missing = new ArrayList<>();
  private final List<Voice> voices = new ArrayList<>();

  private Synthesizers() {}

  /**
   * Looks for all synthesizers.
   *
   * @param programs folder in which programs are sought before {@code PATH}, if any
   * @param piperVoices folder of Piper's voices, if any
   * @throws KwsException when an installed one fails
   */
  public static Synthesizers find(Optional<Path> programs, Optional<Path> piperVoices) {
    Synthesizers all = new Synthesizers();
    all.add(program(programs, Espeak.NAME).map(Espeak::new), Espeak.NAME, "apt install espeak-ng");
    all.add(program(programs, Flite.NAME).map(Flite::new), Flite.NAME, "apt install flite");
    all.add(
        program(programs, Festival.NAME)
            .flatMap(one -> program(programs, "text2wave").map(two -> new Festival(one, two))),
        Festival.NAME,
        "apt install festival festvox-kallpc16k (or other festvox-* voices)");
    all.add(
        program(programs, Piper.NAME)
            .flatMap(one -> piperVoices.map(folder -> new Piper(one, folder))),
        Piper.NAME,
        "pip install piper-tts, and a folder of its voices");
    return all;
  }

  private static Optional<SpeechProgram> program(Optional<Path> folder, String name) {
    return folder
        .map(in -> in.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .or(() -> Programs.find(name))
        .map(SpeechProgram::new);
  }

  private void add(Optional<? extends Synthesizer> one, String name, String cure) {
    List<Voice> own = one.map(Synthesizer::voices).orElse(List.of());
    if (own.isEmpty()) {
      missing.add(new Missing(name, cure));
    } else {
      found.add(one.orElseThrow());
      own.stream().sorted(Comparator.comparing(Voice::id)).forEach(voices::add);
    }
  }

  /** The synthesizers that are not installed, or have no voice. */
  public List<Missing> missing() {
    return List.copyOf(missing);
  }

  /** All voices, by synthesizer and name. */
  public List<Voice> voices() {
    return List.copyOf(voices);
  }

  /** Returns whether near words can be made with a voice. */
  public static boolean tellsPhonemes(Voice voice) {
    return voice.synthesizer().equals(Espeak.NAME) && voice.speaks("en");
  }

  Synthesizer of(Voice voice) {
    return found.stream()
        .filter(one -> one.name().equals(voice.synthesizer()))
        .findFirst()
        .orElseThrow(() -> new KwsException(voice.id() + ": no such voice"));
  }

  Clip speak(String text, Voice voice, Prosody prosody) {
    return of(voice).speak(text, voice, prosody);
  }
}
