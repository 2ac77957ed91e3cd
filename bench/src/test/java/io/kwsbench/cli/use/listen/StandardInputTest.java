package io.kwsbench.cli.use.listen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StandardInputTest {
  /** Copies stdin to stdout, or says why it cannot. */
  public static final class Copy {
    public static void main(String[] arguments) {
      try (StandardInput in = new StandardInput(System.in)) {
        in.transferTo(System.out);
      } catch (IOException e) {
        System.out.print(e.getMessage());
      }
      System.out.flush();
    }
  }

  private static String copied(String redirect) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$0\" -Xshare:auto -XX:TieredStopAtLevel=1 -cp \"$1\" \"$2\" " + redirect,
                java,
                System.getProperty("java.class.path"),
                Copy.class.getName())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).isZero();
    return out.length() > 100 ? out.length() + " bytes" : out;
  }

  @Test
  void aClosedStdinIsNotReadAsAFileOfJava() throws Exception {
    assertThat(copied("<&-")).isEqualTo("it is closed");
    assertThat(copied("</dev/null")).isEmpty();
    assertThat(copied("<<E\nsound\nE")).isEqualTo("sound\n");
  }

  @Test
  void filesOfJavaAreItsOwnAndTheClassPath() {
    Path java = Path.of(System.getProperty("java.home"));
    assertThat(StandardInput.isOfJava(java.resolve("lib/modules"))).isTrue();
    assertThat(StandardInput.isOfJava(Path.of("/dev/null"))).isFalse();
    assertThat(StandardInput.isOfJava(Path.of("pipe:[1]"))).isFalse();
    String entry = System.getProperty("java.class.path").split(":")[0];
    assertThat(StandardInput.isOfJava(Path.of(entry).toAbsolutePath().normalize())).isTrue();
  }
}
