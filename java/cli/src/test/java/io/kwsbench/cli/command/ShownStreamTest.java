package io.kwsbench.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShownStreamTest {
  /** Whatever a writer lets through. */
  @Test
  void stdoutHasNoControlCharacter() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = ShownStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    out.print("a\u001b[1m\tb\u009b\u00a0é\u00c2\u007f\nü\r€");
    out.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("a\\u001b[1m\tb\\u009b\u00a0é\u00c2\\u007f\nü\\u000d€");
  }

  @Test
  void linesEndAsOnLinuxWhereJavaEndsThemOtherwise() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    PrintStream out = ShownStream.over(to, "\r\n");
    out.print("a\r\nb\rc\r\r\n");
    out.write('d');
    out.write('\r');
    out.write('\n');
    out.print("e\r");
    out.flush();
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("a\nb\\u000dc\\u000d\nd\ne\\u000d");
  }
}
