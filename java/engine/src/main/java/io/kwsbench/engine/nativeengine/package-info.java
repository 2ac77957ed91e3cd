/**
 * The native engine: graphs are compiled when they are opened, {@link io.kwsbench.plan.run} runs
 * their plans and those of {@code .kws} files.
 */
package io.kwsbench.engine.nativeengine;
