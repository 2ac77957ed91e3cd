package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.Instruction;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PythonVersion;
import java.util.ArrayList;
import java.util.List;

/** Instructions that look names up, make functions and call, in all their forms since 3.5. */
final class CallInstructions {
  private final PyCode code;
  private final PythonVersion version;
  private final OperandStack stack;
  private final Interpreter interpreter;
  private List<String> keywordNames = List.of();

  CallInstructions(
      PyCode code, PythonVersion version, OperandStack stack, Interpreter interpreter) {
    this.code = code;
    this.version = version;
    this.stack = stack;
    this.interpreter = interpreter;
  }

  /** Returns whether the instruction is one of these; then it is done. */
  boolean apply(Instruction instruction) {
    return lookup(instruction.op(), instruction.arg())
        || makeFunction(instruction.op(), instruction.arg())
        || call(instruction.op(), instruction.arg());
  }

  private boolean lookup(String op, int arg) {
    boolean flagged = version.isAtLeast(PythonVersion.PY311);
    switch (op) {
      case "LOAD_NAME" -> stack.push(global(arg));
      case "LOAD_GLOBAL" -> {
        if (flagged && (arg & 1) != 0) {
          stack.push(OperandStack.NULL);
        }
        stack.push(global(flagged ? arg >> 1 : arg));
      }
      case "LOAD_ATTR" -> {
        boolean split = version.isAtLeast(PythonVersion.PY312);
        attribute(split ? arg >> 1 : arg, split && (arg & 1) != 0);
      }
      case "LOAD_METHOD" -> attribute(arg, flagged);
      case "PUSH_NULL" -> stack.push(OperandStack.NULL);
      case "IMPORT_NAME" -> {
        stack.pop(2);
        stack.push(interpreter.global(name(arg), code));
      }
      case "IMPORT_FROM" -> stack.push(Attributes.get(stack.peek(1), name(arg)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object global(int index) {
    return switch (name(index)) {
      case "None" -> PyNone.NONE;
      case "True" -> true;
      case "False" -> false;
      default -> interpreter.global(name(index), code);
    };
  }

  private String name(int index) {
    if (index < 0 || index >= code.names().size()) {
      throw new KwsException("there is no name " + index);
    }
    return code.names().get(index);
  }

  private void attribute(int index, boolean asMethod) {
    Object target = stack.pop();
    if (asMethod) {
      stack.push(OperandStack.NULL);
    }
    stack.push(Attributes.get(target, name(index)));
  }

  private boolean makeFunction(String op, int arg) {
    switch (op) {
      case "MAKE_FUNCTION" -> make(arg);
      case "MAKE_CLOSURE" -> {
        stack.pop();
        Object body = stack.pop();
        Object cells = stack.pop();
        stack.push(function(body, stack.pop(arg & 0xff), Values.items(cells)));
      }
      case "SET_FUNCTION_ATTRIBUTE" -> {
        PyFunction made = requireFunction(stack.pop());
        List<Object> attribute = Values.items(stack.pop());
        stack.push(
            arg == 8
                ? function(made.code(), made.defaults(), attribute)
                : function(
                    made.code(),
                    arg == 1 ? attribute : made.defaults(),
                    List.copyOf(made.closure())));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Up to 3.10 the qualified name lies on top; from 3.13 on attributes are set afterwards. */
  private void make(int flags) {
    if (!version.isAtLeast(PythonVersion.PY311)) {
      stack.pop();
    }
    Object body = stack.pop();
    if (version == PythonVersion.PY35) {
      stack.push(function(body, stack.pop(flags & 0xff), List.of()));
      return;
    }
    if (version.isAtLeast(PythonVersion.PY313)) {
      stack.push(function(body, List.of(), List.of()));
      return;
    }
    if ((flags & ~9) != 0) {
      throw new KwsException("a function with annotations or keyword defaults");
    }
    List<Object> cells = (flags & 8) != 0 ? Values.items(stack.pop()) : List.of();
    List<Object> defaults = (flags & 1) != 0 ? Values.items(stack.pop()) : List.of();
    stack.push(function(body, defaults, cells));
  }

  private static PyFunction requireFunction(Object value) {
    if (value instanceof PyFunction function) {
      return function;
    }
    throw new KwsException("no function to complete");
  }

  private static PyFunction function(Object body, List<Object> defaults, List<?> cells) {
    if (!(body instanceof PyCode inner)) {
      throw new KwsException("a function without code");
    }
    List<PyCell> closure = new ArrayList<>();
    for (Object cell : cells) {
      if (!(cell instanceof PyCell shared)) {
        throw new KwsException("a closure of something else than variables");
      }
      closure.add(shared);
    }
    return new PyFunction(inner, defaults, closure);
  }

  private boolean call(String op, int arg) {
    switch (op) {
      case "CALL_FUNCTION" -> callFunction(arg);
      case "CALL_FUNCTION_KW" -> callNamed(arg);
      case "CALL_METHOD" -> finish(Arguments.of(stack.pop(arg)));
      case "KW_NAMES" -> keywordNames = names(constant(arg));
      case "CALL" -> callSplit(arg, keywordNames);
      case "CALL_KW" -> callSplit(arg, names(stack.pop()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private Object constant(int index) {
    if (index < 0 || index >= code.consts().size()) {
      throw new KwsException("there is no constant " + index);
    }
    return code.consts().get(index);
  }

  private static List<String> names(Object tuple) {
    List<String> names = new ArrayList<>();
    for (Object item : Values.items(tuple)) {
      if (!(item instanceof String name)) {
        throw new KwsException("a keyword that is no name");
      }
      names.add(name);
    }
    return names;
  }

  /** In 3.5 the low byte counts positional arguments, the high one pairs of name and value. */
  private void callFunction(int arg) {
    if (version != PythonVersion.PY35) {
      finish(Arguments.of(stack.pop(arg)));
      return;
    }
    List<Object> pairs = stack.pop(2 * (arg >> 8));
    List<Object> values = stack.pop(arg & 0xff);
    List<Object> keywords = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      keywords.add(pairs.get(i));
      values.add(pairs.get(i + 1));
    }
    finish(Arguments.of(values, names(keywords)));
  }

  private void callNamed(int arg) {
    List<String> names = names(stack.pop());
    finish(Arguments.of(stack.pop(arg), names));
  }

  /**
   * From 3.11 on a NULL lies beside the callable, or an object below it that is its first argument.
   */
  private void callSplit(int arg, List<String> names) {
    Arguments arguments = Arguments.of(stack.pop(arg), names);
    keywordNames = List.of();
    Object upper = stack.pop();
    Object lower = stack.pop();
    if (lower == OperandStack.NULL) {
      stack.push(upper);
      finish(arguments);
    } else {
      stack.push(lower);
      finish(upper == OperandStack.NULL ? arguments : arguments.withFirst(upper));
    }
  }

  private void finish(Arguments arguments) {
    stack.push(interpreter.call(stack.pop(), arguments));
  }
}
