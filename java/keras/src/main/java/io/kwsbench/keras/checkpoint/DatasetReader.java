package io.kwsbench.keras.checkpoint;

import io.jhdf.api.Dataset;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayout;
import io.kwsbench.KwsException;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.OptionalLong;

/**
 * Data sets as floats, within what the file's size allows.
 *
 * <p>A damaged or hostile file may claim any shape. Plain data sets take no more bytes together
 * than the file has; compressed ones no more than deflate's greatest ratio, 1032 to 1, makes of it.
 */
final class DatasetReader {
  private static final long GREATEST_DEFLATE_RATIO = 1032;

  private final List<String> notices;
  private long plainBudget;
  private long chunkedBudget;

  DatasetReader(long fileBytes, List<String> notices) {
    this.notices = notices;
    plainBudget = fileBytes;
    chunkedBudget = fileBytes * GREATEST_DEFLATE_RATIO;
  }

  /**
   * @param owner whose weight it is, for messages
   */
  Weight weight(Dataset dataset, String name, String owner) {
    charge(dataset, name);
    Object data = dataset.getDataFlat();
    float[] values = floats(data);
    if (values == null) {
      throw new KwsException(
          "weight '" + name + "' of " + owner + " is no array of numbers: " + typeOf(dataset));
    }
    boolean counter = dataset.getDataType() instanceof FixedPoint && values.length == 1;
    boolean exact = data instanceof float[] && dataset.getDataType().getSize() == Float.BYTES;
    if (!counter && !exact) {
      notices.add("weight '" + name + "' is stored as " + typeOf(dataset) + ", read as float32");
    }
    return new Weight(name, shape(dataset, name, values.length), values);
  }

  /** The value of a scalar integer, empty for anything else. */
  OptionalLong integerScalar(Dataset dataset) {
    if (!(dataset.getDataType() instanceof FixedPoint) || dataset.getSize() != 1) {
      return OptionalLong.empty();
    }
    charge(dataset, dataset.getName());
    Object data = dataset.getDataFlat();
    if (data instanceof long[] longs) {
      return OptionalLong.of(longs[0]);
    }
    return data instanceof int[] ints ? OptionalLong.of(ints[0]) : OptionalLong.empty();
  }

  private void charge(Dataset dataset, String name) {
    long bytes = Math.multiplyExact(dataset.getSize(), (long) dataset.getDataType().getSize());
    boolean chunked = dataset.getDataLayout() == DataLayout.CHUNKED;
    long left = (chunked ? chunkedBudget : plainBudget) - bytes;
    if (bytes < 0 || left < 0) {
      throw new KwsException("weight '" + name + "' claims more data than the file can hold");
    }
    if (chunked) {
      chunkedBudget = left;
    } else {
      plainBudget = left;
    }
  }

  private static float[] floats(Object data) {
    if (data instanceof float[] floats) {
      return floats;
    }
    if (data instanceof double[] doubles) {
      float[] floats = new float[doubles.length];
      for (int i = 0; i < doubles.length; i++) {
        floats[i] = (float) doubles[i];
      }
      return floats;
    }
    if (data instanceof long[] longs) {
      float[] floats = new float[longs.length];
      for (int i = 0; i < longs.length; i++) {
        floats[i] = longs[i];
      }
      return floats;
    }
    if (data instanceof int[] ints) {
      float[] floats = new float[ints.length];
      for (int i = 0; i < ints.length; i++) {
        floats[i] = ints[i];
      }
      return floats;
    }
    return data instanceof Object[] none && none.length == 0 ? new float[0] : null;
  }

  private static Shape shape(Dataset dataset, String name, int elements) {
    Shape shape = Shape.of(dataset.getDimensionsAsLong());
    if (shape.elements().orElse(-1) != elements) {
      throw new KwsException("weight '" + name + "' holds " + elements + " values for " + shape);
    }
    return shape;
  }

  private static String typeOf(Dataset dataset) {
    int bits = dataset.getDataType().getSize() * Byte.SIZE;
    if (dataset.getDataType() instanceof FloatingPoint) {
      return "float" + bits;
    }
    return dataset.getDataType() instanceof FixedPoint
        ? "int" + bits
        : dataset.getDataType().getClass().getSimpleName();
  }
}
