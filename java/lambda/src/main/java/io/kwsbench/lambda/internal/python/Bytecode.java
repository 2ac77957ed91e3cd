package io.kwsbench.lambda.internal.python;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instructions of a code object and the Python they are for.
 *
 * @param version guessed from the code itself: marshalled code does not say
 */
public record Bytecode(PythonVersion version, List<Instruction> instructions) {

  public Bytecode {
    instructions = List.copyOf(instructions);
  }

  /**
   * Reads marshalled code: what Keras stores of a Lambda layer.
   *
   * @throws KwsException when it is no code object of a Python known here
   */
  public static PyCode unmarshal(byte[] marshalled) {
    KwsException first = null;
    for (CodeLayout layout : CodeLayout.values()) {
      try {
        return requirePython3(read(marshalled, layout));
      } catch (Unreadable e) {
        first = first == null ? e : first;
      }
    }
    throw new KwsException("no Python code that can be read: " + first.getMessage(), first);
  }

  /** It is none of this layout; it may be one of another. */
  private static final class Unreadable extends KwsException {
    private static final long serialVersionUID = 1;

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private static PyCode read(byte[] marshalled, CodeLayout layout) {
    try {
      if (new MarshalReader(marshalled, layout).readAll() instanceof PyCode code) {
        return code;
      }
    } catch (KwsException e) {
      throw new Unreadable(e.getMessage(), e);
    }
    throw new Unreadable("it is no code object", null);
  }

  private static PyCode requirePython3(PyCode code) {
    if (code.layout() == CodeLayout.PYTHON2) {
      throw new KwsException("its bytecode is that of Python 2, and only Python 3's is followed");
    }
    return code;
  }

  /**
   * Takes a code object apart.
   *
   * @throws KwsException when its instructions make no sense
   */
  public static Bytecode of(PyCode code) {
    PythonVersion version = VersionGuess.of(code);
    return new Bytecode(version, decode(code.code(), version));
  }

  static List<Instruction> decode(byte[] code, PythonVersion version) {
    return version.hasLongInstructions() ? decodeLong(code, version) : decodeWords(code, version);
  }

  private static List<Instruction> decodeLong(byte[] code, PythonVersion version) {
    List<Instruction> all = new ArrayList<>();
    int extended = 0;
    int start = 0;
    for (int i = 0; i < code.length; ) {
      int op = code[i] & 0xff;
      boolean hasArgument = op >= 90;
      if (hasArgument && i + 2 >= code.length) {
        throw new KwsException("instructions end in the middle of one");
      }
      int arg = hasArgument ? extended << 16 | (code[i + 2] & 0xff) << 8 | code[i + 1] & 0xff : 0;
      i += hasArgument ? 3 : 1;
      if (version.instruction(op).equals("EXTENDED_ARG")) {
        extended = arg;
      } else {
        all.add(new Instruction(start, i, version.instruction(op), arg));
        extended = 0;
        start = i;
      }
    }
    return all;
  }

  private static List<Instruction> decodeWords(byte[] code, PythonVersion version) {
    if (code.length % 2 != 0) {
      throw new KwsException("instructions end in the middle of one");
    }
    List<Instruction> all = new ArrayList<>();
    int extended = 0;
    int start = 0;
    for (int i = 0; i < code.length; i += 2) {
      String op = version.instruction(code[i] & 0xff);
      int arg = extended << 8 | code[i + 1] & 0xff;
      if (op.equals("EXTENDED_ARG")) {
        extended = arg;
      } else if (op.equals("CACHE") && !all.isEmpty()) {
        Instruction last = all.remove(all.size() - 1);
        all.add(new Instruction(last.offset(), i + 2, last.op(), last.arg()));
        start = i + 2;
      } else {
        all.add(new Instruction(start, i + 2, op, arg));
        extended = 0;
        start = i + 2;
      }
    }
    return all;
  }

  /** The position in the list of the instruction at each byte. */
  public Map<Integer, Integer> positions() {
    Map<Integer, Integer> positions = new HashMap<>();
    for (int i = 0; i < instructions.size(); i++) {
      positions.put(instructions.get(i).offset(), i);
    }
    return positions;
  }

  /** The byte that a relative jump with this argument goes to. */
  public int forward(Instruction jump) {
    return jump.next() + distance(jump.arg());
  }

  /** The byte that a backward jump goes to. */
  public int backward(Instruction jump) {
    return jump.next() - distance(jump.arg());
  }

  /** The byte that an absolute jump goes to. */
  public int absolute(Instruction jump) {
    return distance(jump.arg());
  }

  private int distance(int arg) {
    return version.jumpsCountInstructions() ? 2 * arg : arg;
  }
}
