package io.kwsbench.cli.use.listen;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The process's stdin. Where it was closed before Java started ({@code <&-}), a file that Java
 * opens gets its number, and reading stdin would read that file.
 */
public final class StandardInput extends FilterInputStream {
  private static final Path DESCRIPTOR = Path.of("/proc/self/fd/0");

  private boolean open;

  /** Reads what {@code in} gives, unless stdin is closed. */
  public StandardInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    requireOpen();
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    requireOpen();
    return super.read(bytes, offset, length);
  }

  private void requireOpen() throws IOException {
    if (!open && isOfJava(target())) {
      throw new IOException("it is closed");
    }
    open = true; // nothing closes it later
  }

  private static Path target() {
    try {
      return Files.readSymbolicLink(DESCRIPTOR);
    } catch (IOException e) {
      return Path.of(""); // another system: nothing is known
    }
  }

  /** Returns whether a file is one that Java opens for itself. */
  static boolean isOfJava(Path file) {
    Path java = Path.of(System.getProperty("java.home"));
    return file.startsWith(java)
        || Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .anyMatch(entry -> Path.of(entry).toAbsolutePath().normalize().equals(file));
  }
}
