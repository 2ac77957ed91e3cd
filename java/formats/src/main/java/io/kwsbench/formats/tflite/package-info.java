/** TensorFlow Lite models as graphs: {@link io.kwsbench.formats.tflite.TfliteReader} reads them. */
package io.kwsbench.formats.tflite;
