package io.kwsbench.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which programs there are. */
class ProgramsTest {
  @TempDir Path folder;

  @Test
  void aNameIsLookedUpAndAPathIsTaken() throws IOException {
    Path program = Files.createFile(folder.resolve("prog"));
    assertThat(Programs.find(program.toString())).as("not executable").isEmpty();
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(Programs.find(program.toString())).contains(program);
    assertThat(Programs.find("prog")).as("not on the path").isEmpty();
    assertThat(Programs.find(folder.toString())).as("a folder").isEmpty();
    assertThat(Programs.find("sh")).hasValueSatisfying(sh -> assertThat(sh).isExecutable());
  }
}
