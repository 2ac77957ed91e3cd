package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.Instruction;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.lambda.internal.python.PythonVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Instructions that load, store, build and compute. */
final class StackInstructions {
  private static final Map<String, String> OPERATORS =
      Map.of(
          "ADD", "+",
          "SUBTRACT", "-",
          "MULTIPLY", "*",
          "TRUE_DIVIDE", "/",
          "FLOOR_DIVIDE", "//",
          "MODULO", "%",
          "POWER", "**");

  /** Python 3.11's numbering of {@code BINARY_OP}; those in place follow in the same order. */
  private static final String[] NUMBERED = {
    "+", "&", "//", "<<", "@", "*", "%", "|", "**", ">>", "-", "/", "^"
  };

  private static final String[] COMPARISONS = {"<", "<=", "==", "!=", ">", ">="};

  /** Python 3.8's numbers of {@code is} and {@code is not}; later ones shift comparisons left. */
  private static final int IS = 8;

  private static final int IS_NOT = 9;

  private final PyCode code;
  private final PythonVersion version;
  private final OperandStack stack;
  private final Variables variables;
  private final Operators operators;

  StackInstructions(
      PyCode code,
      PythonVersion version,
      OperandStack stack,
      Variables variables,
      Interpreter interpreter) {
    this.code = code;
    this.version = version;
    this.stack = stack;
    this.variables = variables;
    this.operators = interpreter.operators();
  }

  /** A constant of the code; code objects stay what they are. */
  Object constant(int index) {
    if (index < 0 || index >= code.consts().size()) {
      throw new KwsException("there is no constant " + index);
    }
    return code.consts().get(index);
  }

  /** Returns whether the instruction is one of these; then it is done. */
  boolean apply(Instruction instruction) {
    int arg = instruction.arg();
    String op = instruction.op();
    return variable(op, arg) || shuffle(op, arg) || build(op, arg) || compute(op, arg);
  }

  private boolean variable(String op, int arg) {
    switch (op) {
      case "LOAD_CONST" -> stack.push(constant(arg));
      case "LOAD_FAST", "LOAD_FAST_CHECK", "LOAD_FAST_BORROW" -> stack.push(variables.load(arg));
      case "STORE_FAST" -> variables.store(arg, stack.pop());
      case "DELETE_FAST" -> variables.clear(arg);
      case "LOAD_FAST_LOAD_FAST" -> {
        stack.push(variables.load(arg >> 4));
        stack.push(variables.load(arg & 15));
      }
      case "STORE_FAST_STORE_FAST" -> {
        variables.store(arg >> 4, stack.pop());
        variables.store(arg & 15, stack.pop());
      }
      case "STORE_FAST_LOAD_FAST" -> {
        variables.store(arg >> 4, stack.pop());
        stack.push(variables.load(arg & 15));
      }
      case "LOAD_FAST_AND_CLEAR" -> {
        stack.push(variables.isSet(arg) ? variables.load(arg) : OperandStack.NULL);
        variables.clear(arg);
      }
      case "LOAD_DEREF" -> stack.push(variables.loadShared(arg));
      case "STORE_DEREF" -> variables.cell(arg).set(stack.pop());
      case "LOAD_CLOSURE" -> stack.push(variables.cell(arg));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean shuffle(String op, int arg) {
    switch (op) {
      case "POP_TOP", "POP_ITER" -> stack.pop();
      case "DUP_TOP" -> stack.push(stack.peek(1));
      case "DUP_TOP_TWO" -> {
        stack.push(stack.peek(2));
        stack.push(stack.peek(2));
      }
      case "ROT_TWO" -> stack.rotate(2);
      case "ROT_THREE" -> stack.rotate(3);
      case "ROT_FOUR" -> stack.rotate(4);
      case "ROT_N" -> stack.rotate(arg);
      case "SWAP" -> stack.swap(arg);
      case "COPY" -> stack.push(stack.peek(arg));
      case "NOP",
          "RESUME",
          "PRECALL",
          "MAKE_CELL",
          "COPY_FREE_VARS",
          "SETUP_LOOP",
          "POP_BLOCK",
          "CACHE" -> {}
      case "TO_BOOL" -> stack.push(Values.truth(stack.pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean build(String op, int arg) {
    switch (op) {
      case "BUILD_TUPLE" -> stack.push(new PyTuple(stack.pop(arg)));
      case "BUILD_LIST" -> stack.push(stack.pop(arg));
      case "LIST_TO_TUPLE" -> stack.push(new PyTuple(Values.items(stack.pop())));
      case "CALL_INTRINSIC_1" -> intrinsic(arg);
      case "LIST_APPEND" -> append(arg, List.of(stack.pop()));
      case "LIST_EXTEND" -> append(arg, Values.items(stack.pop()));
      case "BUILD_SLICE" -> {
        Object step = arg == 3 ? stack.pop() : PyNone.NONE;
        Object end = stack.pop();
        stack.push(new PySlice(stack.pop(), end, step));
      }
      case "UNPACK_SEQUENCE" -> unpack(arg);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Number 6 is the turning of a list into a tuple. */
  private void intrinsic(int number) {
    if (number != 6) {
      throw new KwsException("intrinsic " + number + " is not known");
    }
    stack.push(new PyTuple(Values.items(stack.pop())));
  }

  @SuppressWarnings("unchecked") // every list here was made as a list of objects
  private void append(int depth, List<Object> items) {
    if (!(stack.peek(depth) instanceof List<?> list) || list.size() + items.size() > 65_536) {
      throw new KwsException("no list to append to");
    }
    ((List<Object>) list).addAll(new ArrayList<>(items));
  }

  private void unpack(int count) {
    List<Object> items = Values.items(stack.pop());
    if (items.size() != count) {
      throw new KwsException("cannot unpack " + items.size() + " values into " + count);
    }
    for (int i = count - 1; i >= 0; i--) {
      stack.push(items.get(i));
    }
  }

  private boolean compute(String op, int arg) {
    String sign = OPERATORS.get(op.substring(op.indexOf('_') + 1));
    if (sign != null && (op.startsWith("BINARY_") || op.startsWith("INPLACE_"))) {
      binary(sign);
      return true;
    }
    switch (op) {
      case "BINARY_OP" -> binary(NUMBERED[Math.floorMod(arg, NUMBERED.length)]);
      case "COMPARE_OP" -> compare(arg);
      case "IS_OP" -> identity(arg == 0);
      case "UNARY_NEGATIVE" -> stack.push(operators.negative(stack.pop()));
      case "UNARY_POSITIVE" -> {}
      case "UNARY_NOT" -> stack.push(!Values.truth(stack.pop()));
      case "BINARY_SUBSCR" -> {
        Object index = stack.pop();
        stack.push(operators.subscript(stack.pop(), index));
      }
      case "BINARY_SLICE" -> {
        Object end = stack.pop();
        PySlice slice = new PySlice(stack.pop(), end, PyNone.NONE);
        stack.push(operators.subscript(stack.pop(), slice));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void binary(String sign) {
    Object right = stack.pop();
    stack.push(operators.binary(sign, stack.pop(), right));
  }

  /** Up to 3.8 identity is a comparison. */
  private void compare(int arg) {
    if (!version.isAtLeast(PythonVersion.PY311) && (arg == IS || arg == IS_NOT)) {
      identity(arg == IS);
    } else {
      binary(comparison(arg));
    }
  }

  /** {@code is} and {@code is not}, which mean something for None, True and False alone. */
  private void identity(boolean same) {
    Object right = stack.pop();
    Object left = stack.pop();
    if (!isSingle(left) && !isSingle(right)) {
      throw new KwsException("'is' between " + Values.describe(left) + " and another value");
    }
    stack.push(left.equals(right) == same);
  }

  private static boolean isSingle(Object value) {
    return value == PyNone.NONE || value instanceof Boolean;
  }

  private String comparison(int arg) {
    int number =
        version.isAtLeast(PythonVersion.PY313)
            ? arg >> 5
            : version == PythonVersion.PY312 ? arg >> 4 : arg;
    if (number >= COMPARISONS.length) {
      throw new KwsException("comparison " + number + " is not known");
    }
    return COMPARISONS[number];
  }
}
