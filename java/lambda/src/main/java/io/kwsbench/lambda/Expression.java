package io.kwsbench.lambda;

import io.kwsbench.lambda.internal.python.PyTuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Python expression that was given by hand. */
sealed interface Expression {
  /** Its value, with calls appended to the graph. */
  Object evaluate(Map<String, Object> variables, Interpreter interpreter);

  /** A number, a text, None, True, False or an ellipsis. */
  record Literal(Object value) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      return value;
    }
  }

  /** {@code x}, or the name of a function or a module. */
  record Name(String name) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      Object value = variables.get(name);
      return value != null ? value : Vocabulary.spoken(name);
    }
  }

  record Attribute(Expression target, String name) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      return Attributes.get(target.evaluate(variables, interpreter), name);
    }
  }

  record Binary(String op, Expression left, Expression right) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      Object a = left.evaluate(variables, interpreter);
      return interpreter.operators().binary(op, a, right.evaluate(variables, interpreter));
    }
  }

  record Negative(Expression operand) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      return interpreter.operators().negative(operand.evaluate(variables, interpreter));
    }
  }

  record Subscript(Expression target, Expression index) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      Object sequence = target.evaluate(variables, interpreter);
      return interpreter.operators().subscript(sequence, index.evaluate(variables, interpreter));
    }
  }

  record Slice(Expression begin, Expression end, Expression step) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      return new PySlice(
          begin.evaluate(variables, interpreter),
          end.evaluate(variables, interpreter),
          step.evaluate(variables, interpreter));
    }
  }

  record Sequence(List<Expression> items, boolean tuple) implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      List<Object> values = new ArrayList<>();
      items.forEach(item -> values.add(item.evaluate(variables, interpreter)));
      return tuple ? new PyTuple(values) : values;
    }
  }

  /**
   * A call.
   *
   * @param names of the last arguments, which are those by keyword
   */
  record Call(Expression callee, List<Expression> arguments, List<String> names)
      implements Expression {
    @Override
    public Object evaluate(Map<String, Object> variables, Interpreter interpreter) {
      List<Object> values = new ArrayList<>();
      arguments.forEach(argument -> values.add(argument.evaluate(variables, interpreter)));
      Object function = callee.evaluate(variables, interpreter);
      return interpreter.call(function, Arguments.of(values, names));
    }
  }
}
