package io.kwsbench.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files of some formats are spoiled where it hurts. */
final class Spoilers {
  private Spoilers() {}

  /** A plan whose header or records lie and whose checksum is right. */
  static byte[] sealed(byte[] plan, Random random) {
    byte[] bytes = plan.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      int section = 32 + 16 * random.nextInt(6);
      ByteBuffer file = ByteBuffer.wrap(plan).order(ByteOrder.LITTLE_ENDIAN);
      int from = (int) file.getLong(section);
      int length = (int) file.getLong(section + 8);
      int at =
          random.nextInt(6) == 0
              ? 24 + random.nextInt(120)
              : from + random.nextInt(Math.max(1, length));
      spoil(bytes, Math.min(at, bytes.length - 1), random);
    }
    return Seals.plan(bytes);
  }

  static byte[] metadata(byte[] plan, Random random) {
    byte[] bytes = plan.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      spoil(bytes, bytes.length - 1 - random.nextInt(random.nextBoolean() ? 64 : 192), random);
    }
    return Seals.plan(bytes);
  }

  private static void spoil(byte[] bytes, int at, Random random) {
    if (random.nextBoolean()) {
      Mutation.number(bytes, at, random);
    } else {
      bytes[at] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] + random.nextInt(9) - 4);
    }
  }

  static byte[] wav(byte[] wav, Random random) {
    if (random.nextInt(4) > 0) {
      return Mutation.bytes(wav, 0, 44, random);
    }
    byte[] chunk = new byte[random.nextInt(40)];
    random.nextBytes(chunk);
    ByteBuffer head = ByteBuffer.allocate(8 + chunk.length).order(ByteOrder.LITTLE_ENDIAN);
    String[] ids = {"LIST", "data", "fmt ", "fact", "bext", "RIFF", "WAVE"};
    head.put(Mutation.ascii(ids[random.nextInt(ids.length)]));
    head.putInt(
        random.nextBoolean()
            ? chunk.length
            : (int) Mutation.EDGES[random.nextInt(Mutation.EDGES.length)]);
    head.put(chunk);
    int at = random.nextBoolean() ? 12 : 36;
    return Mutation.bytes(Mutation.splice(wav, at, at, head.array()), 0, 80, random);
  }

  /** Tokens of the model's configuration, at the same length, padded with blanks. */
  static byte[] config(byte[] file, Random random) {
    int[] place = place(file);
    String text = new String(file, place[0], place[1] - place[0], StandardCharsets.ISO_8859_1);
    String now = text;
    for (int i = 0; i < 20; i++) {
      String next = TextMutation.token(now, random);
      if (next.length() <= text.length()) {
        now = next;
        if (random.nextInt(3) == 0) {
          break;
        }
      }
    }
    byte[] bytes = file.clone();
    byte[] put =
        (now + " ".repeat(text.length() - now.length())).getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(put, 0, bytes, place[0], put.length);
    return bytes;
  }

  static byte[] configOf(byte[] file) {
    int[] place = place(file);
    return Arrays.copyOfRange(file, place[0], place[1]);
  }

  /** Where the configuration lies: from its first brace to the one that closes it. */
  private static int[] place(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    Matcher matcher =
        Pattern.compile("\\{\"(class_name|module)\": *\"(Model|Functional|Sequential|keras|\\w+)")
            .matcher(text);
    if (!matcher.find()) {
      return new int[] {0, Math.min(file.length, 2000)};
    }
    int depth = 0;
    boolean quoted = false;
    for (int i = matcher.start(); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '{') {
        depth++;
      } else if (!quoted && c == '}' && --depth == 0) {
        return new int[] {matcher.start(), i + 1};
      }
    }
    return new int[] {matcher.start(), Math.min(text.length(), matcher.start() + 2000)};
  }

  /** Bytes of marshalled code, in its Base64. */
  static byte[] lambda(byte[] file, Random random) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    List<int[]> codes = new ArrayList<>();
    Matcher matcher = Pattern.compile("4[wwQAY][A-Za-z0-9+/=\\\\n]{60,}").matcher(text);
    while (matcher.find()) {
      codes.add(new int[] {matcher.start(), matcher.end()});
    }
    if (codes.isEmpty()) {
      return config(file, random);
    }
    int[] code = codes.get(random.nextInt(codes.size()));
    String stored = text.substring(code[0], code[1]);
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(stored.replace("\\n", ""));
    } catch (IllegalArgumentException e) {
      return config(file, random);
    }
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      spoil(bytes, random.nextInt(bytes.length), random);
    }
    String plain = Base64.getEncoder().encodeToString(bytes);
    StringBuilder put = new StringBuilder();
    int from = 0;
    for (int i = 0; i < stored.length(); i++) {
      if (stored.startsWith("\\n", i)) {
        put.append("\\n");
        i++;
      } else {
        put.append(plain.charAt(from++));
      }
    }
    byte[] result = file.clone();
    System.arraycopy(Mutation.ascii(put.toString()), 0, result, code[0], put.length());
    return result;
  }

  static byte[] events(byte[] log, Random random) {
    return random.nextInt(3) == 0 ? Seals.event(log, random) : Mutation.bytes(log, random);
  }

  static byte[] sealedLine(byte[] lines, Random random) {
    return Seals.lines(TextMutation.of(Seals.open(lines), random));
  }
}
