package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Clips of noise as the words "low" and "high", and command lines that train on them. */
final class TwoWords {
  private TwoWords() {}

  /** Makes a data folder of five clips of each word. */
  static String data(Path folder) throws IOException {
    Path data = folder.resolve("data");
    for (String color : new String[] {"brown", "violet"}) {
      Path word = Files.createDirectories(data.resolve(color.equals("brown") ? "low" : "high"));
      for (int i = 0; i < 5; i++) {
        Path made = folder.resolve("noise" + i);
        Invocation noise =
            Invocation.of(
                "noise",
                "--out",
                made.toString(),
                "--colors",
                color,
                "--seconds",
                "1",
                "--seed",
                Integer.toString(i));
        assertThat(noise.code).as(noise.err).isEqualTo(ExitCode.DONE);
        Files.move(
            made.resolve("custom_" + color + "_noise.wav"),
            word.resolve("s" + i + "_nohash_0.wav"));
      }
    }
    return data.toString();
  }

  /** A command line that trains on a data folder, with two steps per epoch. */
  static String[] train(String data, String run, String epochs) {
    return new String[] {
      "train",
      "--data",
      data,
      "--words",
      "low,high",
      "--sets",
      "hash",
      "--out",
      run,
      "--batch",
      "4",
      "--steps",
      "2",
      "--epochs",
      epochs
    };
  }

  /** A command line with more arguments. */
  static String[] with(String[] arguments, String... more) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
