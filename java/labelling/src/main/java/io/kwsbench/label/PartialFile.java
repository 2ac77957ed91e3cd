package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.files.Leftovers;
import io.kwsbench.files.OutputFile;
import io.kwsbench.files.StagedFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * A text file that grows under a temporary name and takes its own once it is whole. What a killed
 * process left of one is removed when the next is published. For one thread.
 */
final class PartialFile implements AutoCloseable {
  private final Path target;
  private final StagedFile staged;
  private final Writer writer;

  /**
   * Starts the file.
   *
   * @throws KwsException when it cannot be written
   */
  PartialFile(Path target) {
    this.target = target;
    this.staged = StagedFile.of(OutputFile.resolve(target));
    this.writer = SubmissionWriter.open(staged.stream());
  }

  /** Writes a piece of it. */
  void write(CharSequence text) {
    try {
      writer.append(text);
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
  }

  /** Forces what was written to the disk. */
  void force() {
    try {
      writer.flush();
    } catch (IOException e) {
      throw KwsException.unwritable(target, e);
    }
    staged.force();
  }

  /** Gives the file its name; the folder is to be forced to the disk after that. */
  void publish() {
    staged.publish();
    Leftovers.remove(target.toAbsolutePath().getParent());
  }

  /** Removes it, unless it was published. */
  @Override
  public void close() {
    staged.close();
  }
}
