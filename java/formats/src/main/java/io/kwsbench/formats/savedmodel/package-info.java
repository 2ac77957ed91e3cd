/** TensorFlow's SavedModels as frozen graphs, without TensorFlow. */
package io.kwsbench.formats.savedmodel;
