/** Descriptions of tensors: element types, shapes, names. */
package io.kwsbench.tensor;
