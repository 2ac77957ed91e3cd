package io.kwsbench.cli;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The class path of this Java machine without the classes that light bundles leave out. */
public final class LightClassLoader extends URLClassLoader {
  /** As in the filters of this module's POM. */
  private static final List<String> LACKING =
      List.of(
          "io.kwsbench.formats.onnx.",
          "io.kwsbench.formats.protobuf.",
          "io.kwsbench.formats.savedmodel.",
          "io.kwsbench.formats.shared.",
          "io.kwsbench.formats.tflite.",
          "io.kwsbench.synthesis.",
          "io.kwsbench.train.GraphVariables",
          "io.kwsbench.train.PooledStatistics",
          "io.kwsbench.train.RecentBatches",
          "io.kwsbench.train.TrainingGraph");

  /** The loader that {@code -Djava.system.class.loader} names. */
  public LightClassLoader(ClassLoader parent) throws MalformedURLException {
    super(urls(), parent.getParent());
  }

  private static URL[] urls() throws MalformedURLException {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[entries.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Path.of(entries[i]).toUri().toURL();
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    for (String lacking : LACKING) {
      if (name.startsWith(lacking)) {
        throw new ClassNotFoundException(name);
      }
    }
    return super.loadClass(name, resolve);
  }
}
