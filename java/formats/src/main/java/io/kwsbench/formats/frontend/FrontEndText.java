package io.kwsbench.formats.frontend;

import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A front end as it is typed: its name, then {@code parameter=value}, separated by commas. */
final class FrontEndText {
  private final String name;
  private final Map<String, String> left = new LinkedHashMap<>();
  private final List<String> known = new ArrayList<>();

  /**
   * @throws KwsException when a part is no parameter, or comes twice
   */
  FrontEndText(String text) {
    String[] words = text.strip().split("[,\\s]+");
    name = words[0];
    for (String word : Arrays.asList(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      if (equals < 1 || left.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw error("'" + word + "' is no parameter=value, or comes twice");
      }
    }
  }

  String name() {
    return name;
  }

  /** A fault of what was typed. */
  KwsException error(String what) {
    return new KwsException("front end " + name + ": " + what);
  }

  boolean has(String parameter) {
    known.add(parameter);
    return left.containsKey(parameter);
  }

  /** One of some words; the first is usual. */
  String choice(String parameter, String... words) {
    known.add(parameter);
    String word = left.containsKey(parameter) ? left.remove(parameter) : words[0];
    if (!Arrays.asList(words).contains(word)) {
      throw error(parameter + " is one of " + String.join(", ", words) + ", not '" + word + "'");
    }
    return word;
  }

  /** A whole number. */
  int whole(String parameter, int usual, int least, int most) {
    double number = number(parameter, usual, least, most);
    if (number != Math.rint(number)) {
      throw error(parameter + "=" + number + " is no whole number");
    }
    return (int) number;
  }

  /** A number from the least to the most. */
  double number(String parameter, double usual, double least, double most) {
    known.add(parameter);
    String word = left.remove(parameter);
    if (word == null) {
      return usual;
    }
    double number;
    try {
      number = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw error(parameter + "=" + word + " is no number");
    }
    if (!(number >= least && number <= most)) {
      throw error(parameter + "=" + word + " is not from " + plain(least) + " to " + plain(most));
    }
    return number;
  }

  /** A number as it is typed. */
  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e9
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * @throws KwsException when something was typed that nobody asked for
   */
  void requireRead() {
    if (!left.isEmpty()) {
      throw error(
          "has no parameter "
              + left.keySet().iterator().next()
              + (known.isEmpty() ? "" : "; it has " + String.join(", ", known)));
    }
  }
}
