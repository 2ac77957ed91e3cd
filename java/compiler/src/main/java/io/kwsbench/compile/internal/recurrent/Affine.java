package io.kwsbench.compile.internal.recurrent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Columns as a sum: products of regions with constant matrices, regions times a factor for each
 * column, and a shift.
 */
record Affine(List<Product> products, List<Scaled> terms, float[] shift) {
  /** A region's rows times a matrix. */
  record Product(Region source, Matrix weights) {}

  /** A region, each column times its factor. */
  record Scaled(Region source, float[] factors) {
    boolean isPlain() {
      for (float factor : factors) {
        if (factor != 1) {
          return false;
        }
      }
      return true;
    }
  }

  Affine {
    products = List.copyOf(products);
    terms = List.copyOf(terms);
  }

  static Affine shift(float[] shift) {
    return new Affine(List.of(), List.of(), shift);
  }

  static Affine product(Region source, Matrix weights) {
    return new Affine(List.of(new Product(source, weights)), List.of(), new float[weights.cols()]);
  }

  static Affine scaled(Region source, float[] factors) {
    float[] none = new float[factors.length];
    return new Affine(List.of(), List.of(new Scaled(source, factors)), none);
  }

  Affine plus(Affine other) {
    List<Product> both = new ArrayList<>(products);
    both.addAll(other.products);
    List<Scaled> all = new ArrayList<>(terms);
    all.addAll(other.terms);
    float[] sum = shift.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.shift[i];
    }
    return new Affine(both, all, sum);
  }

  /** {@code scale} times this, and {@code more}. */
  Affine times(double scale, double more) {
    float[] moved = new float[shift.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = (float) (scale * shift[i] + more);
    }
    return new Affine(
        products.stream().map(p -> new Product(p.source, p.weights.scaled(scale))).toList(),
        terms.stream().map(t -> new Scaled(t.source, times(t.factors, scale))).toList(),
        moved);
  }

  private static float[] times(float[] values, double scale) {
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values[i] * scale);
    }
    return scaled;
  }

  /** The same without its terms. */
  Affine withoutTerms() {
    return new Affine(products, List.of(), shift);
  }

  /** Returns whether it is the same function of other sources. */
  boolean isSameFunction(Affine other) {
    boolean sizes =
        products.size() == other.products.size()
            && terms.size() == other.terms.size()
            && Arrays.equals(shift, other.shift);
    if (!sizes) {
      return false;
    }
    for (int i = 0; i < products.size(); i++) {
      if (!products.get(i).weights.isSame(other.products.get(i).weights)) {
        return false;
      }
    }
    for (int i = 0; i < terms.size(); i++) {
      if (!Arrays.equals(terms.get(i).factors, other.terms.get(i).factors)) {
        return false;
      }
    }
    return true;
  }
}
