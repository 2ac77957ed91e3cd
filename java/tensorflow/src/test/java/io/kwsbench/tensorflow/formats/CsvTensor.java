package io.kwsbench.tensorflow.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A tensor of ../shared/models: its shape in the first line, then one value per line. */
record CsvTensor(long[] shape, float[] values) {
  static CsvTensor read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] head = lines.get(0).trim().split("[ ,]+");
    long[] shape = Arrays.stream(head, 1, head.length).mapToLong(Long::parseLong).toArray();
    float[] values = new float[lines.size() - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(lines.get(i + 1).trim());
    }
    return new CsvTensor(shape, values);
  }
}
