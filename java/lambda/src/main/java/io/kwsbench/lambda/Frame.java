package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.Bytecode;
import io.kwsbench.lambda.internal.python.Instruction;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PythonVersion;
import java.util.List;
import java.util.Map;

/**
 * One call of a Python function: walks its instructions.
 *
 * <p>Jumps and returns are decided here; what moves values is in {@link StackInstructions}, what
 * calls in {@link CallInstructions}.
 */
final class Frame {
  private final Interpreter interpreter;
  private final PyCode code;
  private final Bytecode bytecode;
  private final Map<Integer, Integer> positions;
  private final OperandStack stack = new OperandStack();
  private final StackInstructions values;
  private final CallInstructions calls;
  private int position;
  private Object result;

  Frame(Interpreter interpreter, PyFunction function, Map<String, Object> arguments) {
    this.interpreter = interpreter;
    this.code = function.code();
    this.bytecode = Bytecode.of(code);
    this.positions = bytecode.positions();
    Variables variables = new Variables(function, arguments);
    PythonVersion version = bytecode.version();
    this.values = new StackInstructions(code, version, stack, variables, interpreter);
    this.calls = new CallInstructions(code, version, stack, interpreter);
  }

  /** Walks to the return and gives what is returned. */
  Object run() {
    List<Instruction> instructions = bytecode.instructions();
    while (result == null) {
      if (position >= instructions.size()) {
        throw new KwsException("'" + code.name() + "' ends without a return");
      }
      interpreter.budget().step();
      Instruction instruction = instructions.get(position++);
      try {
        step(instruction);
      } catch (ArithmeticException e) {
        throw at(instruction, "a number is out of range", e);
      } catch (KwsException e) {
        throw e.getMessage().startsWith("instruction ") ? e : at(instruction, e.getMessage(), e);
      }
    }
    return result;
  }

  private KwsException at(Instruction instruction, String what, Exception cause) {
    return new KwsException(
        "instruction " + instruction + " (Python " + bytecode.version().label() + "): " + what,
        cause);
  }

  private void step(Instruction instruction) {
    if (!jump(instruction) && !values.apply(instruction) && !calls.apply(instruction)) {
      throw new KwsException("this instruction is not known");
    }
  }

  private boolean jump(Instruction instruction) {
    switch (instruction.op()) {
      case "RETURN_VALUE" -> result = stack.pop();
      case "RETURN_CONST" -> result = values.constant(instruction.arg());
      case "GET_ITER" -> stack.push(new PyIterator(Values.items(stack.pop()).iterator()));
      case "FOR_ITER" -> forIter(instruction);
      case "JUMP_FORWARD" -> jumpTo(bytecode.forward(instruction));
      case "JUMP_BACKWARD" -> jumpTo(bytecode.backward(instruction));
      case "JUMP_ABSOLUTE", "CONTINUE_LOOP" -> jumpTo(bytecode.absolute(instruction));
      case "POP_JUMP_IF_FALSE", "POP_JUMP_FORWARD_IF_FALSE" -> jumpIf(instruction, false);
      case "POP_JUMP_IF_TRUE", "POP_JUMP_FORWARD_IF_TRUE" -> jumpIf(instruction, true);
      case "POP_JUMP_BACKWARD_IF_FALSE" -> loopIf(instruction, !truth());
      case "POP_JUMP_BACKWARD_IF_TRUE" -> loopIf(instruction, truth());
      case "POP_JUMP_BACKWARD_IF_NONE" -> loopIf(instruction, isNone());
      case "POP_JUMP_BACKWARD_IF_NOT_NONE" -> loopIf(instruction, !isNone());
      case "POP_JUMP_IF_NONE", "POP_JUMP_FORWARD_IF_NONE" -> skipIf(instruction, isNone());
      case "POP_JUMP_IF_NOT_NONE", "POP_JUMP_FORWARD_IF_NOT_NONE" -> skipIf(instruction, !isNone());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean truth() {
    return Values.truth(stack.pop());
  }

  private boolean isNone() {
    return stack.pop() == PyNone.NONE;
  }

  private void loopIf(Instruction jump, boolean taken) {
    if (taken) {
      jumpTo(bytecode.backward(jump));
    }
  }

  private void skipIf(Instruction jump, boolean taken) {
    if (taken) {
      jumpTo(bytecode.forward(jump));
    }
  }

  private void jumpIf(Instruction jump, boolean when) {
    if (Values.truth(stack.pop()) == when) {
      boolean relative = bytecode.version().isAtLeast(PythonVersion.PY311);
      jumpTo(relative ? bytecode.forward(jump) : bytecode.absolute(jump));
    }
  }

  /** An exhausted iterator is dropped; later Pythons do that by instructions behind the loop. */
  private void forIter(Instruction instruction) {
    if (!(stack.peek(1) instanceof PyIterator iterator)) {
      throw new KwsException("a loop over " + Values.describe(stack.peek(1)));
    }
    if (iterator.items().hasNext()) {
      stack.push(iterator.items().next());
      return;
    }
    stack.pop();
    jumpTo(bytecode.forward(instruction));
    skip("END_FOR");
    if (bytecode.version() == PythonVersion.PY313) {
      skip("POP_TOP");
    }
  }

  private void skip(String op) {
    List<Instruction> instructions = bytecode.instructions();
    if (position < instructions.size() && instructions.get(position).op().equals(op)) {
      position++;
    }
  }

  private void jumpTo(int offset) {
    Integer target = positions.get(offset);
    if (target == null) {
      throw new KwsException("a jump to an offset where no instruction starts");
    }
    position = target;
  }
}
