package io.kwsbench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory that is soon full; needs the right to mount one. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** Skips the calling test, saying so, where nothing can be mounted. */
  public static SmallDisk mount(Path folder, String size) throws IOException, InterruptedException {
    boolean mounted = false;
    try {
      mounted = run(List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "none", folder + ""));
    } catch (IOException e) {
      // no such program
    }
    assumeTrue(mounted, "skipped: needs the right to mount a tmpfs");
    return new SmallDisk(folder);
  }

  private static boolean run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** Leaves room for {@code bytes} more. */
  public void fill(long bytes) throws IOException {
    FileStore store = Files.getFileStore(folder);
    long taken = Math.max(0, store.getUsableSpace() - bytes) / BLOCK * BLOCK;
    Files.write(filler, new byte[Math.toIntExact(taken)]);
  }

  public void free() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() throws IOException {
    try {
      run(List.of("umount", folder.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
