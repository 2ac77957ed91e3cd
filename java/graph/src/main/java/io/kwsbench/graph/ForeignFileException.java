package io.kwsbench.graph;

import io.kwsbench.KwsException;

/** A file of a known format that is no frozen graph was given as one. */
public final class ForeignFileException extends KwsException {
  private static final long serialVersionUID = 1L;

  private final FileFormat format;
  private final String file;

  ForeignFileException(String file, FileFormat format) {
    super(file + ": " + format.description() + ", not a frozen graph (.pb)");
    this.file = file;
    this.format = format;
  }

  /** The format of the file. */
  public FileFormat format() {
    return format;
  }

  /** The file, as messages call it. */
  public String file() {
    return file;
  }
}
