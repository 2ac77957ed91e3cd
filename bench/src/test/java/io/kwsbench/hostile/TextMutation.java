package io.kwsbench.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes text: its tokens, its lines, or its bytes. */
final class TextMutation {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"[^\"\\\\\n]*+(?:\\\\.[^\"\\\\\n]*+)*+\"|[-+]?[0-9][0-9.eE+-]*|[\\w./-]+|[^\\s\\w]");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "\"x\"",
          "0",
          "-1",
          "1",
          "1e308",
          "1e999",
          "-1e999",
          "NaN",
          "Infinity",
          "\"NaN\"",
          "2147483647",
          "2147483648",
          "-2147483648",
          "99999999999999999999",
          "0.5",
          "1e-300",
          "{\"a\":{}}",
          "[null]",
          "[[[[[[[[1]]]]]]]]",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "../x",
          "/",
          ".",
          "~",
          "*a",
          "&a",
          "!!java.net.URL",
          "|",
          "? ",
          "-",
          ":",
          "<<",
          "\"\"\"",
          ",",
          ",,",
          ";",
          "\t",
          "\\",
          "é",
          "\u202e",
          "\u0000",
          "\u001b[31m",
          "\ufeff",
          "x".repeat(5000),
          "[".repeat(3000),
          "{\"a\":".repeat(2000),
          "1".repeat(2000));

  private TextMutation() {}

  static byte[] of(byte[] sound, Random random) {
    if (random.nextInt(5) == 0) {
      return Mutation.bytes(sound, random);
    }
    String text = new String(sound, StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      text = random.nextInt(4) == 0 ? lines(text, random) : token(text, random);
    }
    return encoded(text, random);
  }

  private static byte[] encoded(String text, Random random) {
    return switch (random.nextInt(40)) {
      case 0 -> text.getBytes(StandardCharsets.UTF_16);
      case 1 -> (text + "é").getBytes(StandardCharsets.ISO_8859_1);
      case 2 -> text.replace("\n", "\r").getBytes(StandardCharsets.UTF_8);
      default -> text.getBytes(StandardCharsets.UTF_8);
    };
  }

  /** One token becomes an odd value or another token of the text, goes, or is doubled. */
  static String token(String text, Random random) {
    List<int[]> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    if (tokens.isEmpty()) {
      return VALUES.get(random.nextInt(VALUES.size()));
    }
    int[] one = tokens.get(random.nextInt(tokens.size()));
    int[] other = tokens.get(random.nextInt(tokens.size()));
    String old = text.substring(one[0], one[1]);
    String odd = VALUES.get(random.nextInt(VALUES.size()));
    String now =
        switch (random.nextInt(8)) {
          case 0 -> "";
          case 1 -> old + old;
          case 2, 3 -> text.substring(other[0], other[1]);
          case 4 -> old.startsWith("\"") ? '"' + odd.replace("\"", "") + '"' : odd;
          default -> odd;
        };
    return text.substring(0, one[0]) + now + text.substring(one[1]);
  }

  private static String lines(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 3 ->
          lines.add(at, " ".repeat(random.nextInt(6)) + VALUES.get(random.nextInt(VALUES.size())));
      case 4 ->
          lines.set(at, lines.get(at).substring(0, random.nextInt(lines.get(at).length() + 1)));
      default -> {
        return text.substring(0, random.nextInt(text.length() + 1));
      }
    }
    return String.join("\n", lines);
  }
}
