/**
 * The TensorFlow engine: frozen graphs run and traced through TensorFlow's C API, by way of the
 * JavaCPP bindings of {@code tensorflow-core-native}.
 *
 * <p>The native library is searched by JavaCPP, in this order; nothing else is tried:
 *
 * <ol>
 *   <li>the folder that the system property {@code org.bytedeco.javacpp.pathsfirst}={@code true}
 *       moves to the front: {@code java.library.path};
 *   <li>the class path, as {@code org/tensorflow/internal/c_api/PLATFORM/libjnitensorflow.so} (the
 *       {@code tensorflow-core-native} jar with the platform's classifier), unpacked once into the
 *       folder that {@link io.kwsbench.natives.NativeCache} chooses;
 *   <li>{@code java.library.path}.
 * </ol>
 *
 * <p>TensorFlow reads two environment variables when it loads that a library in a JVM must settle;
 * {@link io.kwsbench.tensorflow.NativeEnvironment} sets them unless the user did.
 */
package io.kwsbench.tensorflow;
