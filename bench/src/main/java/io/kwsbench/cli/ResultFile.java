package io.kwsbench.cli;

import io.kwsbench.KwsException;
import io.kwsbench.checkpoint.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Delivers a result to stdout, or whole to a file. */
final class ResultFile {
  private ResultFile() {}

  /**
   * @param out a file's path; empty for stdout
   * @throws KwsException when the file cannot be written; what was there stays
   */
  static void deliver(String text, String out, CliContext context) {
    if (out.isEmpty()) {
      context.out().print(text);
      context.out().flush();
      return;
    }
    deliver(text.getBytes(StandardCharsets.UTF_8), Path.of(out));
  }

  /**
   * @throws KwsException when the file cannot be written; what was there stays
   */
  static void deliver(byte[] bytes, Path target) {
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      toDevice(target, bytes);
    } else {
      AtomicFile.write(
          target,
          channel -> {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
          });
    }
  }

  /** A pipe or /dev/stdout has no old content to keep, and no name to take over. */
  private static void toDevice(Path target, byte[] bytes) {
    try {
      Files.write(target, bytes);
    } catch (IOException e) {
      throw new KwsException("--out " + target + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
