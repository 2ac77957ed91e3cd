/**
 * TensorFlow's micro front end: the features of spotters for microcontrollers, in integers.
 *
 * <p>Its frames depend on those before them (the noise estimate), so it runs over a stream, where
 * the native front end transforms a clip. {@code docs/reference/audio.md} defines it.
 */
package io.kwsbench.audio.micro;
