package io.kwsbench.cli;

import io.kwsbench.files.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the man page and the completions where Debian has them below /usr/share: for bundles. */
public final class ShellFiles {
  private ShellFiles() {}

  /**
   * Writes the files.
   *
   * @param arguments the folder that stands for /usr/share
   */
  public static void main(String[] arguments) throws IOException {
    Commands commands = Commands.all();
    Map<String, String> texts =
        Map.of(
            "man/man1/kwsbench.1", ManPage.of(commands),
            "bash-completion/completions/kwsbench", BashCompletion.of(commands),
            "zsh/site-functions/_kwsbench", ZshCompletion.of(commands));
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path file = Path.of(arguments[0], text.getKey());
      Files.createDirectories(file.getParent());
      byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
      OutputFile.write(file, bytes);
    }
  }
}
