package io.kwsbench.lambda.internal.python;

import io.kwsbench.KwsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The CPythons whose instructions are known.
 *
 * <p>Opcode numbers are facts of CPython, listed in the resources {@code opcodes-3.x.txt}.
 */
public enum PythonVersion {
  PY35("3.5"),
  PY36("3.6"),
  PY37("3.7"),
  PY38("3.8"),
  PY39("3.9"),
  PY310("3.10"),
  PY311("3.11"),
  PY312("3.12"),
  PY313("3.13");

  private final String label;
  private String[] names;

  PythonVersion(String label) {
    this.label = label;
  }

  /** {@code 3.6}. */
  public String label() {
    return label;
  }

  /** The instruction of that number; {@code <number>} when there is none. */
  String instruction(int opcode) {
    String name = names()[opcode];
    return name == null ? "<" + opcode + ">" : name;
  }

  boolean knows(int opcode) {
    return names()[opcode] != null;
  }

  private synchronized String[] names() {
    if (names == null) {
      names = load("opcodes-" + label + ".txt");
    }
    return names;
  }

  private static String[] load(String resource) {
    String[] names = new String[256];
    try (InputStream in = PythonVersion.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new KwsException(resource + " is missing from the program");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
          .lines()
          .map(line -> line.split(" "))
          .forEach(parts -> names[Integer.parseInt(parts[0])] = parts[1]);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns whether arguments take two bytes in instructions of three; later ones all have two
   * bytes.
   */
  boolean hasLongInstructions() {
    return this == PY35;
  }

  /** Returns whether jumps count instructions instead of bytes. */
  boolean jumpsCountInstructions() {
    return compareTo(PY310) >= 0;
  }

  /** Returns whether this is that version or a later one. */
  public boolean isAtLeast(PythonVersion other) {
    return compareTo(other) >= 0;
  }
}
