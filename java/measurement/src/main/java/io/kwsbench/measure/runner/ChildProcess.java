package io.kwsbench.measure.runner;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program to its end with its output in files, so that no amount of output blocks the
 * program.
 */
public final class ChildProcess {
  private static final String OUT = "stdout";
  private static final String ERR = "stderr";

  private ChildProcess() {}

  /**
   * The outcome of a program.
   *
   * @param exitCode its status; −1 when it was stopped for taking too long
   */
  public record Ended(int exitCode, String out, String err) {
    /** The last line of its stderr, without the program's name. */
    public String message() {
      String[] lines = err.strip().split("\n");
      return lines[lines.length - 1].replaceFirst("^kws_run: ", "");
    }
  }

  /** The same, with the files in a folder that is gone afterwards. */
  public static Ended run(int seconds, List<String> command) {
    try {
      Path folder = Files.createTempDirectory("kwsbench-child");
      try {
        return run(folder, seconds, command);
      } finally {
        Files.deleteIfExists(folder.resolve(OUT));
        Files.deleteIfExists(folder.resolve(ERR));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new KwsException(command.get(0) + ": cannot be run: " + e.getMessage(), e);
    }
  }

  /**
   * Runs a program without input.
   *
   * @param folder for the two files
   * @param seconds after which it is stopped
   * @throws KwsException when there is no such program, or the thread is interrupted
   */
  static Ended run(Path folder, int seconds, List<String> command) {
    Path out = folder.resolve(OUT);
    Path err = folder.resolve(ERR);
    Process process = null;
    try {
      process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      return new Ended(ended ? process.exitValue() : -1, text(out), text(err));
    } catch (IOException e) {
      throw new KwsException(command.get(0) + ": cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KwsException("interrupted while " + command.get(0) + " ran", e);
    } finally {
      if (process != null) {
        process.destroyForcibly();
      }
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
