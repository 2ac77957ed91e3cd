package io.kwsbench.lambda.internal.python;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.Set;

/**
 * Tells the Python by its code: marshalled code carries no version.
 *
 * <p>The layout of the code object narrows it down to three groups. Within one, what separates the
 * versions are the length of instructions (3.5), the unit of jumps (3.10), and instructions that
 * only one of them has. Where nothing separates two versions, the code means the same in both.
 */
final class VersionGuess {
  private static final int RETURN_VALUE = 83;

  private VersionGuess() {}

  static PythonVersion of(PyCode code) {
    byte[] bytes = code.code();
    if (bytes.length == 0) {
      throw new KwsException("a code object without instructions");
    }
    return switch (code.layout()) {
      case PLAIN -> plain(bytes);
      case POSITIONAL_ONLY -> positionalOnly(bytes);
      default -> localsPlus(bytes);
    };
  }

  /** Code ends with RETURN_VALUE: one byte in 3.5, followed by a zero from 3.6 on. */
  private static PythonVersion plain(byte[] code) {
    if (code[code.length - 1] == RETURN_VALUE) {
      return PythonVersion.PY35;
    }
    return uses(code, PythonVersion.PY37, "LOAD_METHOD") ? PythonVersion.PY37 : PythonVersion.PY36;
  }

  private static PythonVersion positionalOnly(byte[] code) {
    List<Instruction> instructions = Bytecode.decode(code, PythonVersion.PY39);
    if (uses(code, PythonVersion.PY310, "ROT_N") || jumpsByInstructions(instructions)) {
      return PythonVersion.PY310;
    }
    Set<String> newer =
        Set.of("LIST_EXTEND", "LIST_TO_TUPLE", "IS_OP", "CONTAINS_OP", "DICT_MERGE");
    return instructions.stream().anyMatch(i -> newer.contains(i.op()))
        ? PythonVersion.PY39
        : PythonVersion.PY38;
  }

  /**
   * Jumps to a place by its byte up to 3.9, by its instruction in 3.10. The wrong reading shows: a
   * loop's last jump misses its FOR_ITER, a decision jumps backwards or to the middle of an
   * instruction, or behind something that no branch ends with.
   */
  private static boolean jumpsByInstructions(List<Instruction> instructions) {
    return instructions.stream()
        .filter(i -> i.op().equals("JUMP_ABSOLUTE") || i.op().startsWith("POP_JUMP_IF"))
        .anyMatch(jump -> !fits(instructions, jump, 1) && fits(instructions, jump, 2));
  }

  private static boolean fits(List<Instruction> instructions, Instruction jump, int unit) {
    int target = unit * jump.arg();
    Instruction before = null;
    for (Instruction instruction : instructions) {
      if (instruction.offset() == target) {
        boolean loop = instruction.op().equals("FOR_ITER");
        boolean endsBranch =
            before != null && Set.of("JUMP_FORWARD", "RETURN_VALUE").contains(before.op());
        return jump.op().equals("JUMP_ABSOLUTE")
            ? loop
            : loop || target > jump.offset() && endsBranch;
      }
      before = instruction;
    }
    return false;
  }

  private static PythonVersion localsPlus(byte[] code) {
    if (startsWithResume(code, PythonVersion.PY313)) {
      return PythonVersion.PY313;
    }
    List<Instruction> as311 = Bytecode.decode(code, PythonVersion.PY311);
    if (as311.stream().anyMatch(i -> i.op().equals("PRECALL"))) {
      return PythonVersion.PY311;
    }
    boolean unknown = as311.stream().anyMatch(i -> i.op().startsWith("<"));
    boolean newer =
        as311.stream()
            .anyMatch(
                i ->
                    i.op().equals("CALL")
                        || cached(i, "LOAD_GLOBAL", 4)
                        || cached(i, "LOAD_ATTR", 9)
                        || cached(i, "BINARY_SUBSCR", 1)
                        || cached(i, "COMPARE_OP", 1));
    return unknown || newer ? PythonVersion.PY312 : PythonVersion.PY311;
  }

  /** Returns whether an instruction is followed by a number of inline caches. */
  private static boolean cached(Instruction instruction, String op, int caches) {
    return instruction.op().equals(op)
        && instruction.next() - instruction.offset() == 2 + 2 * caches;
  }

  private static boolean startsWithResume(byte[] code, PythonVersion version) {
    return Bytecode.decode(code, version).stream()
        .limit(8)
        .anyMatch(i -> i.op().equals("RESUME") && i.arg() == 0);
  }

  private static boolean uses(byte[] code, PythonVersion version, String op) {
    return Bytecode.decode(code, version).stream().anyMatch(i -> i.op().equals(op));
  }
}
