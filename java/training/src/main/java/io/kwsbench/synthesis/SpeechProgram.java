package io.kwsbench.synthesis;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program file of a synthesizer. */
record SpeechProgram(Path file) {
  private static final int PATIENCE_SECONDS = 60;

  /**
   * Runs it, and returns what it writes to stdout.
   *
   * @param input what it reads from stdin
   * @throws KwsException when it cannot be started, fails or takes longer than a minute
   */
  String run(String input, List<String> arguments) {
    Path folder = temporary();
    try {
      Path in = Files.writeString(folder.resolve("in"), input);
      return run(in, folder, arguments);
    } catch (IOException e) {
      throw new KwsException(file + ": " + e.getMessage(), e);
    } finally {
      remove(folder);
    }
  }

  /** The arguments of a program that writes a WAV file. */
  interface Arguments {
    List<String> to(String wav);
  }

  /**
   * Runs it, and returns the sound of the WAV file that it writes.
   *
   * @throws KwsException as {@link #run}, or when it writes no WAV file
   */
  Clip sound(String input, Arguments arguments) {
    Path folder = temporary();
    try {
      Path in = Files.writeString(folder.resolve("in"), input);
      Path wav = folder.resolve("out.wav");
      run(in, folder, arguments.to(wav.toString()));
      if (!Files.exists(wav)) {
        throw new KwsException(file + ": wrote no WAV file");
      }
      return WavReader.parse(WavReader.bytes(wav), file + "'s sound");
    } catch (IOException e) {
      throw new KwsException(file + ": " + e.getMessage(), e);
    } finally {
      remove(folder);
    }
  }

  private String run(Path in, Path folder, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(arguments);
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new KwsException(file + ": took longer than " + PATIENCE_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KwsException(file + ": interrupted", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      String line = text(err).lines().findFirst().map(text -> ": " + text.strip()).orElse("");
      throw new KwsException(file + ": exit code " + process.exitValue() + line);
    }
    return text(out);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("kwsbench-speech");
    } catch (IOException e) {
      throw new KwsException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    try {
      for (String name : List.of("in", "out.wav", "stdout", "stderr")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // the system clears its temporary folder
    }
  }
}
