package io.kwsbench.synthesis;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.ClipFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Piper: neural voices in ONNX files. Its random variation is off, so that equal arguments give
 * equal sound; it has no control of the pitch.
 *
 * @param folder holds the voices, {@code en_US-amy-low.onnx} with {@code .onnx.json} beside
 */
record Piper(SpeechProgram program, Path folder) implements Synthesizer {
  static final String NAME = "piper";

  /** Beside a voice's model, and named after it. */
  private static final String SETTINGS = ".json";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> Files.exists(folder.resolve(name + SETTINGS)))
          .sorted()
          .map(name -> new Voice(NAME, name, name.split("-")[0].replace('_', '-')))
          .toList();
    } catch (IOException e) {
      throw KwsException.unreadable(folder, e);
    }
  }

  @Override
  public Clip speak(String text, Voice voice, Prosody prosody) {
    Path model = folder.resolve(voice.name());
    ClipFiles.requireRegular(model);
    return program.sound(
        text + "\n",
        wav ->
            List.of(
                "--model",
                model.toString(),
                "--length_scale",
                String.format(Locale.ROOT, "%.3f", 1 / prosody.speed()),
                "--noise_scale",
                "0",
                "--noise_w",
                "0",
                "--output_file",
                wav));
  }
}
