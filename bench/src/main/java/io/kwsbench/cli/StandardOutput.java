package io.kwsbench.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The process's stdout, which remembers its failure. {@link PrintStream} does not distinguish a
 * closed pipe ({@code | head}) from a full disk.
 */
final class StandardOutput extends OutputStream {
  private final OutputStream target =
      new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
  private IOException failure;

  PrintStream printStream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  /**
   * The reason why output is incomplete; empty if all was written, or if the reader closed the
   * pipe.
   */
  Optional<String> failure() {
    return Optional.ofNullable(failure)
        .map(IOException::getMessage)
        .filter(message -> !message.contains("Broken pipe"));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      target.write(bytes, offset, length);
    } catch (IOException e) {
      throw remember(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      target.flush();
    } catch (IOException e) {
      throw remember(e);
    }
  }

  private IOException remember(IOException e) {
    failure = failure == null ? e : failure;
    return e;
  }
}
