package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a Python expression.
 *
 * @param kind what it is
 * @param text as it stands there, a text without its quotes
 * @param column where it starts, from 1
 */
record Token(Kind kind, String text, int column) {
  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    SIGN,
    END
  }

  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:([0-9]+\\.?[0-9]*(?:[eE][-+]?[0-9]+)?|\\.[0-9]+(?:[eE][-+]?[0-9]+)?)"
              + "|'([^'\\\\]*)'|\"([^\"\\\\]*)\""
              + "|([A-Za-z_][A-Za-z0-9_]*)"
              + "|(\\.\\.\\.|\\*\\*|//|<=|>=|==|!=|[-+*/%()\\[\\],.:=<>]))");

  /**
   * Cuts an expression into words; the last is of kind {@link Kind#END}.
   *
   * @throws KwsException at a character that no expression has
   */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int at = 0;
    while (!text.substring(at).isBlank()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        throw new KwsException(
            "column " + (at + 1) + ": no expression: '" + text.substring(at) + "'");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "", text.length() + 1));
    return tokens;
  }

  private static Token token(Matcher matcher) {
    Kind[] kinds = {Kind.NUMBER, Kind.TEXT, Kind.TEXT, Kind.NAME, Kind.SIGN};
    int group = 1;
    while (matcher.group(group) == null) {
      group++;
    }
    return new Token(kinds[group - 1], matcher.group(group), matcher.start(group) + 1);
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }
}
