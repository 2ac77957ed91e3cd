package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Flite: diphone and statistical voices of American English. */
record Flite(SpeechProgram program) implements Synthesizer {
  static final String NAME = "flite";

  private static final String PREFIX = "Voices available:";
  private static final String FEMALE = "slt";
  private static final double FEMALE_HERTZ = 170;
  private static final double MALE_HERTZ = 105;

  /** A voice that tells the time and knows no other words. */
  private static final String CLOCK = "awb_time";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() {
    String list = program.run("", List.of("-lv")).strip();
    int at = list.indexOf(PREFIX);
    return at < 0
        ? List.of()
        : Arrays.stream(list.substring(at + PREFIX.length()).strip().split("\\s+"))
            .filter(name -> !name.isEmpty() && !name.equals(CLOCK))
            .map(name -> new Voice(NAME, name, "en-us"))
            .toList();
  }

  @Override
  public Clip speak(String text, Voice voice, Prosody prosody) {
    double hertz = voice.name().equals(FEMALE) ? FEMALE_HERTZ : MALE_HERTZ;
    return program.sound(
        "",
        wav ->
            List.of(
                "-voice",
                voice.name(),
                "--setf",
                "duration_stretch=" + number(1 / prosody.speed()),
                "--setf",
                "int_f0_target_mean=" + number(hertz * prosody.pitch()),
                "-t",
                text,
                "-o",
                wav));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
