package io.kwsbench.cli;

import io.kwsbench.chart.Picture;
import java.nio.file.Path;

/** Writes charts into a folder, each as SVG and as PNG. */
record Pictures(Path folder, CliContext context) {
  void write(String name, Picture picture) {
    write(folder.resolve(name + ".svg"), picture.svg());
    write(folder.resolve(name + ".png"), picture.png());
  }

  private void write(Path file, byte[] bytes) {
    ResultFile.deliver(bytes, file);
    context.err().println("wrote " + file);
  }
}
