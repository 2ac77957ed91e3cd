/** What tensors are, without their values: element types, shapes, names. */
package io.kwsbench.tensor;
