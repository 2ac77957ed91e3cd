package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a main class of the tests said in a JVM of its own. */
record ChildJvm(String out, String err) {
  /** Runs {@code main} with JVM flags; its output passes through files in {@code folder}. */
  static ChildJvm run(Path folder, Class<?> main, String... flags) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    String java = ProcessHandle.current().info().command().orElseThrow();
    ProcessBuilder builder = new ProcessBuilder(java);
    builder.command().addAll(List.of(flags));
    builder.command().addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new ChildJvm(Files.readString(out).trim(), Files.readString(err).trim());
  }
}
