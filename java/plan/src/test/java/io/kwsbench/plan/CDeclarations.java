package io.kwsbench.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine's sources declare of plans: structs, enums, and the manifest's kernels. */
final class CDeclarations {
  private static final Path NATIVE = Path.of("../../native");
  private static final Pattern STRUCT =
      Pattern.compile("struct (\\w+) \\{(.*?)\n\\}", Pattern.DOTALL);
  private static final Pattern MEMBER =
      Pattern.compile(
          "^  (\\w+) (\\w+)(?:\\[(\\w+)\\])?;(?: */[/*] (\\w+)( or kws_)?)?", Pattern.MULTILINE);
  private static final Pattern ENUM =
      Pattern.compile(
          "enum(?: (\\w+))? \\{(.*?)\n\\}|typedef enum (\\w+) \\{(.*?)\\}", Pattern.DOTALL);
  private static final Pattern CONSTANT = Pattern.compile("\\b(KWS_\\w+) = (0x\\w+|\\d+)");
  private static final Pattern KERNEL =
      Pattern.compile(
          "^KWS_(?:TABLE_)?KERNEL\\((\\w+),(.*?)\\)\\)?$(?=\n[K#])",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern OPERAND =
      Pattern.compile("KWS_(OPTIONAL_|MORE_)?(OUT|IN)\\((\\w+), (\\w+)");

  private CDeclarations() {}

  /**
   * A member of a struct.
   *
   * @param type as it stands there
   * @param name in CamelCase, as Java has it
   * @param length of an array, else 1
   * @param enumeration the enum that its comment begins with, else ""
   */
  record Member(String type, String name, int length, String enumeration) {}

  static String header() {
    return text("include/kwsbench.h");
  }

  private static String text(String file) {
    try {
      return Files.readString(NATIVE.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All constants of the header. */
  static Map<String, Integer> constants() {
    return constants(header());
  }

  private static Map<String, Integer> constants(String text) {
    Map<String, Integer> constants = new LinkedHashMap<>();
    Matcher matcher = CONSTANT.matcher(text);
    while (matcher.find()) {
      constants.put(matcher.group(1), Integer.decode(matcher.group(2)));
    }
    return constants;
  }

  /** The header's enums that have a name. */
  static Map<String, Map<String, Integer>> enums() {
    Map<String, Map<String, Integer>> enums = new LinkedHashMap<>();
    Matcher matcher = ENUM.matcher(header());
    while (matcher.find()) {
      boolean line = matcher.group(3) != null;
      String name = matcher.group(line ? 3 : 1);
      if (name != null) {
        enums.put(name, constants(matcher.group(line ? 4 : 2)));
      }
    }
    return enums;
  }

  /** Structs of the header and of the plan's records. */
  static Map<String, List<Member>> structs() {
    Map<String, List<Member>> structs = new LinkedHashMap<>();
    Matcher matcher = STRUCT.matcher(header() + text("src/core/plan_records.h"));
    while (matcher.find()) {
      structs.put(matcher.group(1), members(matcher.group(2)));
    }
    return structs;
  }

  private static List<Member> members(String body) {
    Map<String, Integer> constants = constants();
    List<Member> members = new ArrayList<>();
    Matcher matcher = MEMBER.matcher("\n" + body);
    while (matcher.find()) {
      String length = matcher.group(3);
      String comment = matcher.group(4);
      boolean isEnum = comment != null && comment.startsWith("kws_") && matcher.group(5) == null;
      members.add(
          new Member(
              matcher.group(1),
              camelCase(matcher.group(2)),
              length == null
                  ? 1
                  : length.matches("\\d+") ? Integer.parseInt(length) : constants.get(length),
              isEnum ? comment : ""));
    }
    return members;
  }

  private static String camelCase(String name) {
    return Pattern.compile("_(\\w)")
        .matcher(name)
        .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }

  /** The manifest's operands of each kernel, outputs before {@code <-}. */
  static Map<String, String> operands() {
    Map<String, String> kernels = new LinkedHashMap<>();
    Matcher matcher = KERNEL.matcher(text("src/kernels.inc"));
    while (matcher.find()) {
      kernels.put(matcher.group(1), operands(matcher.group(2)));
    }
    return kernels;
  }

  private static String operands(String entry) {
    List<String> outputs = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    Matcher matcher = OPERAND.matcher(entry);
    while (matcher.find()) {
      String mark = matcher.group(1) == null ? "" : matcher.group(1).equals("MORE_") ? "..." : "?";
      (matcher.group(2).equals("OUT") ? outputs : inputs).add(snakeCase(matcher.group(3)) + mark);
    }
    return String.join(", ", outputs) + " <- " + String.join(", ", inputs);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
