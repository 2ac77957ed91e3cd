package io.kwsbench.cli.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Results in UTF-8, without a byte that a terminal would obey: whatever control character a writer
 * let through is spelled {@code \u005cu001b}, which JSON reads as the same character. Lines and
 * tabs stay. Lines end as on Linux on every system.
 */
final class ShownStream extends FilterOutputStream {
  private static final int LEADS_C1 = 0xc2;
  private static final int SPACE = 0x20;
  private static final int DELETE = 0x7f;

  /** Whether Java ends lines with a carriage return, too. */
  private final boolean returns;

  private boolean held;
  private boolean returned;

  private ShownStream(OutputStream out, boolean returns) {
    super(out);
    this.returns = returns;
  }

  static PrintStream over(PrintStream out) {
    return over(out, System.lineSeparator());
  }

  /** For tests: as where Java ends lines so. */
  static PrintStream over(PrintStream out, String separator) {
    ShownStream shown = new ShownStream(out, separator.startsWith("\r"));
    return new PrintStream(shown, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    int value = b & 0xff;
    if (returned && value != '\n') {
      spell('\r');
    }
    returned = returns && value == '\r';
    if (returned) {
      return;
    }
    if (held) {
      held = false;
      // the second byte of U+0080 to U+009F
      if (value >= 0x80 && value < 0xa0) {
        spell(value);
        return;
      }
      out.write(LEADS_C1);
    }
    if (value == LEADS_C1) {
      held = true;
    } else if (value == DELETE || value < SPACE && value != '\n' && value != '\t') {
      spell(value);
    } else {
      out.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int plain = offset;
    for (int i = offset; i < offset + length; i++) {
      if (!held && !returned && isPlain(bytes[i])) {
        continue;
      }
      out.write(bytes, plain, i - plain);
      write(bytes[i]);
      plain = i + 1;
    }
    out.write(bytes, plain, offset + length - plain);
  }

  @Override
  public void flush() throws IOException {
    if (returned) {
      returned = false;
      spell('\r');
    }
    super.flush();
  }

  private static boolean isPlain(byte b) {
    int value = b & 0xff;
    return value != LEADS_C1 && value != DELETE && value >= SPACE || value == '\n' || value == '\t';
  }

  private void spell(int control) throws IOException {
    out.write(String.format("\\u%04x", control).getBytes(StandardCharsets.US_ASCII));
  }
}
