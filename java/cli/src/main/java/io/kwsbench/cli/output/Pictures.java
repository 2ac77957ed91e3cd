package io.kwsbench.cli.output;

import io.kwsbench.chart.Picture;
import io.kwsbench.cli.command.CliContext;
import java.nio.file.Path;

/** Writes charts into a folder, each as SVG and as PNG. */
public record Pictures(Path folder, CliContext context) {
  public void write(String name, Picture picture) {
    write(folder.resolve(name + ".svg"), picture.svg());
    write(folder.resolve(name + ".png"), picture.png());
  }

  private void write(Path file, byte[] bytes) {
    ResultFile.deliver(bytes, file);
    context.err().println("wrote " + file);
  }
}
