package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyEllipsis;
import io.kwsbench.lambda.internal.python.PyNone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a Python expression: arithmetic, comparisons, calls, subscripts, tuples and lists, as in
 * {@code K.concatenate([x[:, ::2], x[:, 1::2]], axis=-1) * 0.5}. A leading {@code lambda x:} is
 * allowed.
 */
final class ExpressionParser {
  private static final int DEEPEST = 100;
  private static final int LONGEST = 10_000;
  private static final Expression NONE = new Expression.Literal(PyNone.NONE);

  private final List<Token> tokens;
  private int position;
  private int depth;

  private ExpressionParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * @throws KwsException when the text is no expression; the message has the column
   */
  static Expression parse(String text) {
    if (text.length() > LONGEST) {
      throw new KwsException("an expression of more than " + LONGEST + " characters");
    }
    ExpressionParser parser = new ExpressionParser(Token.of(text));
    parser.skipLambda();
    Expression expression = parser.tuple();
    if (parser.peek().kind() != Token.Kind.END) {
      throw parser.error("'" + parser.peek().text() + "' does not belong here");
    }
    return expression;
  }

  private void skipLambda() {
    if (peek().text().equals("lambda")) {
      next();
      if (!next().text().equals("x")) {
        throw error("the function's argument must be called x");
      }
      expect(":");
    }
  }

  /** {@code a, b} without brackets is a tuple, too. */
  private Expression tuple() {
    Expression first = comparison();
    if (!peek().is(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (accept(",") && startsOperand()) {
      items.add(comparison());
    }
    return new Expression.Sequence(items, true);
  }

  private boolean startsOperand() {
    return peek().kind() != Token.Kind.END && !peek().is(")") && !peek().is("]");
  }

  private Expression comparison() {
    if (++depth > DEEPEST) {
      throw error("the expression is nested too deep");
    }
    Expression left = sum();
    if (isSign(Set.of("<", "<=", ">", ">=", "==", "!="))) {
      left = new Expression.Binary(next().text(), left, sum());
    }
    depth--;
    return left;
  }

  private Expression sum() {
    Expression left = product();
    while (isSign(Set.of("+", "-"))) {
      left = new Expression.Binary(next().text(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = unary();
    while (isSign(Set.of("*", "/", "//", "%"))) {
      left = new Expression.Binary(next().text(), left, unary());
    }
    return left;
  }

  private Expression unary() {
    if (++depth > DEEPEST) {
      throw error("the expression is nested too deep");
    }
    Expression result;
    if (accept("-")) {
      result = new Expression.Negative(unary());
    } else if (accept("+")) {
      result = unary();
    } else {
      result = power();
    }
    depth--;
    return result;
  }

  /** A power binds closer than a sign before it and looser than one behind it. */
  private Expression power() {
    Expression base = postfix(atom());
    return accept("**") ? new Expression.Binary("**", base, unary()) : base;
  }

  private Expression postfix(Expression target) {
    Expression result = target;
    while (true) {
      if (accept(".")) {
        result = new Expression.Attribute(result, name());
      } else if (accept("(")) {
        result = call(result);
      } else if (accept("[")) {
        result = new Expression.Subscript(result, subscript());
      } else {
        return result;
      }
    }
  }

  private Expression call(Expression callee) {
    List<Expression> arguments = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (!accept(")")) {
      if (peek().kind() == Token.Kind.NAME && tokens.get(position + 1).is("=")) {
        names.add(name());
        next();
      } else if (!names.isEmpty()) {
        throw error("an argument without a name after one with");
      }
      arguments.add(comparison());
      if (!peek().is(")")) {
        expect(",");
      }
    }
    return new Expression.Call(callee, arguments, names);
  }

  private Expression subscript() {
    List<Expression> parts = new ArrayList<>();
    boolean several = false;
    while (!accept("]")) {
      parts.add(slice());
      if (!peek().is("]")) {
        expect(",");
        several = true;
      }
    }
    if (parts.isEmpty()) {
      throw error("an empty subscript");
    }
    return several || parts.size() > 1 ? new Expression.Sequence(parts, true) : parts.get(0);
  }

  private Expression slice() {
    Expression begin = peek().is(":") ? NONE : comparison();
    if (!accept(":")) {
      return begin;
    }
    Expression end = bound();
    return new Expression.Slice(begin, end, accept(":") ? bound() : NONE);
  }

  private Expression bound() {
    return peek().is(":") || peek().is(",") || peek().is("]") ? NONE : comparison();
  }

  private Expression atom() {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> number(token);
      case TEXT -> new Expression.Literal(token.text());
      case NAME -> named(token.text());
      case SIGN -> bracket(token);
      case END -> throw error("the expression ends too early");
    };
  }

  private Expression number(Token token) {
    String digits = token.text();
    try {
      return new Expression.Literal(
          digits.matches("[0-9]+")
              ? (Object) Long.valueOf(digits)
              : (Object) Double.valueOf(digits));
    } catch (NumberFormatException e) {
      throw new KwsException("the number " + digits + " is too large", e);
    }
  }

  private static Expression named(String name) {
    return switch (name) {
      case "None" -> NONE;
      case "True" -> new Expression.Literal(true);
      case "False" -> new Expression.Literal(false);
      default -> new Expression.Name(name);
    };
  }

  private Expression bracket(Token token) {
    if (token.is("...")) {
      return new Expression.Literal(PyEllipsis.ELLIPSIS);
    }
    if (token.is("[")) {
      return list();
    }
    if (!token.is("(")) {
      throw new KwsException(
          "column " + token.column() + ": '" + token.text() + "' does not belong here");
    }
    if (accept(")")) {
      return new Expression.Sequence(List.of(), true);
    }
    Expression inside = tuple();
    expect(")");
    return inside;
  }

  private Expression list() {
    List<Expression> items = new ArrayList<>();
    while (!accept("]")) {
      items.add(comparison());
      if (!peek().is("]")) {
        expect(",");
      }
    }
    return new Expression.Sequence(items, false);
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token next() {
    Token token = tokens.get(position);
    position = Math.min(position + 1, tokens.size() - 1);
    return token;
  }

  private boolean isSign(Set<String> signs) {
    return peek().kind() == Token.Kind.SIGN && signs.contains(peek().text());
  }

  private boolean accept(String sign) {
    if (peek().is(sign)) {
      next();
      return true;
    }
    return false;
  }

  private void expect(String sign) {
    if (!accept(sign)) {
      throw error("'" + sign + "' is missing");
    }
  }

  private String name() {
    Token token = next();
    if (token.kind() != Token.Kind.NAME) {
      throw error("a name is missing");
    }
    return token.text();
  }

  private KwsException error(String what) {
    return new KwsException("column " + peek().column() + ": " + what);
  }
}
