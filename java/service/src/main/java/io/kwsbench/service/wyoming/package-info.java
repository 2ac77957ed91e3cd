/**
 * The wake-word service of the Wyoming protocol, which Home Assistant speaks.
 *
 * <p>An event is a line of JSON, then maybe more JSON, then maybe bytes; the line holds both
 * lengths. The service answers {@code describe} and {@code ping}, and detects words in the audio
 * that follows.
 */
package io.kwsbench.service.wyoming;
