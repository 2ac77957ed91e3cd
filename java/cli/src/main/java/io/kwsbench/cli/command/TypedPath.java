package io.kwsbench.cli.command;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.files.FileNames;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as it was typed. */
public final class TypedPath {
  private TypedPath() {}

  /**
   * The path of a flag's value.
   *
   * @throws KwsException when this system has no such paths
   */
  public static Path of(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw FileNames.impossible(text, e);
    }
  }

  /**
   * The path of a flag that must be given.
   *
   * @throws ParameterException when it is not
   */
  public static Path required(String flag, String text) {
    if (text.isEmpty()) {
      throw new ParameterException(flag + " is required");
    }
    return of(text);
  }
}
