package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** eSpeak NG: formant synthesis of some hundred languages, each in many variants. */
record Espeak(SpeechProgram program) implements Synthesizer {
  static final String NAME = "espeak-ng";

  /** Words per minute. */
  private static final int SPEED = 175;

  private static final int MIN_SPEED = 80;
  private static final int PITCH = 50;
  private static final int MAX_PITCH = 99;

  /** Of {@code --voices}: priority, language, age and gender, name, file. */
  private static final int FILE = 4;

  /** Voices whose sound another program makes. */
  private static final String MBROLA = "mb/";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() {
    List<String> variants = new ArrayList<>(List.of(""));
    for (String[] row : rows("--voices=variant")) {
      variants.add("+" + row[FILE].substring(row[FILE].lastIndexOf('/') + 1));
    }
    List<Voice> voices = new ArrayList<>();
    for (String[] row : rows("--voices")) {
      if (!row[FILE].startsWith(MBROLA)) {
        variants.forEach(variant -> voices.add(new Voice(NAME, row[1] + variant, row[1])));
      }
    }
    return voices;
  }

  private List<String[]> rows(String flag) {
    return program
        .run("", List.of(flag))
        .lines()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(row -> row.length > FILE && row[FILE].contains("/"))
        .toList();
  }

  @Override
  public Clip speak(String text, Voice voice, Prosody prosody) {
    long speed = Math.max(MIN_SPEED, Math.round(SPEED * prosody.speed()));
    long pitch = Math.min(MAX_PITCH, Math.max(0, Math.round(PITCH * prosody.pitch())));
    return program.sound(
        text + "\n",
        wav ->
            List.of("-v", voice.name(), "-s", "" + speed, "-p", "" + pitch, "-w", wav, "--stdin"));
  }

  @Override
  public Optional<List<List<String>>> phonemes(String text, Voice voice) {
    String line =
        program.run(text + "\n", List.of("-q", "-x", "--sep=_", "-v", voice.name(), "--stdin"));
    List<List<String>> words =
        Arrays.stream(line.strip().split("\\s+"))
            .map(word -> Arrays.stream(word.split("_")).filter(one -> !one.isEmpty()).toList())
            .filter(word -> !word.isEmpty())
            .toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(words);
  }

  @Override
  public String spoken(List<List<String>> phonemes) {
    return phonemes.stream()
        .map(word -> "[[" + String.join("", word) + "]]")
        .collect(Collectors.joining(" "));
  }
}
