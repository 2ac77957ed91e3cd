package io.kwsbench.suite.definition;

import io.kwsbench.KwsException;
import io.kwsbench.files.TextFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads files of YAML or JSON (which is YAML too). */
final class YamlFile {
  /** The YAML reader's time grows faster than a long value: a megabyte takes two seconds. */
  private static final int LARGEST = 1 << 20;

  private YamlFile() {}

  /**
   * The file's root.
   *
   * @throws KwsException naming the file when it is not YAML
   */
  static Place read(Path file) {
    return new Place(file.toString(), "", parse(file));
  }

  private static Node parse(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setMaxAliasesForCollections(50);
    options.setNestingDepthLimit(30);
    options.setAllowDuplicateKeys(true);
    if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
      // opening a pipe waits for whoever writes to it
      throw new KwsException(file + ": not a file");
    }
    try {
      String text = TextFile.read(file, LARGEST);
      // JSON may be indented with tabs, which YAML refuses; inside its strings they are illegal
      String tabless = text.stripLeading().startsWith("{") ? text.replace('\t', ' ') : text;
      Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(tabless));
      if (node == null) {
        throw new KwsException(file + ": the file is empty");
      }
      return node;
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
      throw new KwsException(file + ":" + line + ": not YAML: " + e.getProblem(), e);
    } catch (YAMLException e) {
      throw new KwsException(file + ": not YAML: " + e.getMessage(), e);
    }
  }
}
