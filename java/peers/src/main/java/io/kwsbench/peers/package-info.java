/**
 * Other runtimes behind the engine SPI: ONNX Runtime for {@code .onnx}, LiteRT with XNNPACK for
 * {@code .tflite}. Both run on one thread unless told otherwise, and trace a run as a single op.
 */
package io.kwsbench.peers;
