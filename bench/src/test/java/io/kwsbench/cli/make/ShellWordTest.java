package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {
  @ParameterizedTest
  @ValueSource(strings = {"run/ep-008-vl-0.2397.hdf5", "yes,no", "a=b", "@words.txt", "10%"})
  void whatIsPlainStaysAsItIs(String plain) {
    assertThat(ShellWord.of(plain)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run/ep-008-vl-0.2397.hdf5",
        "",
        "hey you,stop",
        "it's",
        "'",
        "\"$HOME\" `id` \\ * ? ~ ; & | < > ( ) # !",
        "~/clips",
        "two\nlines"
      })
  void aShellReadsWhatWasMeant(String text) throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(text))
            .redirectErrorStream(true)
            .start();
    byte[] read = shell.getInputStream().readAllBytes();
    assertThat(shell.waitFor()).isZero();
    assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo(text);
  }
}
