package io.kwsbench.cli.use;

import io.kwsbench.cli.Invocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** A model of two words and command lines that listen with it. */
abstract class Listening {
  static final short[] SOUND = ToneModel.sound();

  /** A tone is heard for longer than a second. */
  static final String ONCE = "--rule=average,pause_ms=2000";

  private static Path compiled;

  @TempDir static Path shared;

  @TempDir Path folder;

  static Path model() throws IOException {
    if (compiled == null || !Files.exists(compiled)) {
      compiled = ToneModel.compiled(shared, "--hop_ms", "100");
    }
    return compiled;
  }

  static Invocation listen(byte[] stdin, String... arguments) {
    return listen(new ByteArrayInputStream(stdin), arguments);
  }

  static Invocation listen(InputStream stdin, String... arguments) {
    String[] line =
        Stream.concat(Stream.of("listen"), Arrays.stream(arguments)).toArray(String[]::new);
    return Invocation.of(() -> new ListenCommand(stdin), line);
  }
}
