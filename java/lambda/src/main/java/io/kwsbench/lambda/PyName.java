package io.kwsbench.lambda;

/** A global name or a path of attributes from one: {@code K.expand_dims}, {@code softmax}. */
record PyName(String path) {
  PyName attribute(String name) {
    return new PyName(path + "." + name);
  }
}
