package io.kwsbench.measure.precision;

import io.kwsbench.KwsException;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.PlanWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of compiled models in a temporary folder, which is removed at the end. Close it. */
public final class FormFiles implements AutoCloseable {
  private final Path folder;
  private final List<Path> files;
  private final List<Integer> sizes;

  private FormFiles(Path folder, List<Path> files, List<Integer> sizes) {
    this.folder = folder;
    this.files = List.copyOf(files);
    this.sizes = List.copyOf(sizes);
  }

  /**
   * Writes the models.
   *
   * @throws KwsException when they cannot be written
   */
  public static FormFiles of(List<CompiledForm> forms) {
    try {
      Path folder = Files.createTempDirectory("kwsbench-precision");
      List<Path> files = new ArrayList<>();
      List<Integer> sizes = new ArrayList<>();
      for (CompiledForm form : forms) {
        byte[] bytes = PlanWriter.toBytes(form.plan());
        sizes.add(bytes.length);
        Path file = folder.resolve(form.name() + Plan.EXTENSION);
        files.add(Files.write(file, bytes));
      }
      return new FormFiles(folder, files, sizes);
    } catch (IOException e) {
      throw new KwsException("no temporary files for the compiled models: " + e.getMessage(), e);
    }
  }

  /** The files, in the order of the models. */
  public List<Path> files() {
    return files;
  }

  /** The bytes of each file, in the order of the models. */
  public List<Integer> sizes() {
    return sizes;
  }

  @Override
  public void close() {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be removed: " + e.getMessage(), e);
    }
  }
}
