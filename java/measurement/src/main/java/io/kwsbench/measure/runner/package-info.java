/**
 * Plans of the native engine outside this process, by {@code kws_run}: instruction counts, and
 * timed runs on another build's library.
 */
package io.kwsbench.measure.runner;
