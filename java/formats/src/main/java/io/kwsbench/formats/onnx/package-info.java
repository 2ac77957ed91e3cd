/** ONNX models (opset 7 to 21) as graphs. */
package io.kwsbench.formats.onnx;
