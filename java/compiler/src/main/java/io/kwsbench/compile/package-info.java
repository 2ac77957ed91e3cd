/**
 * The compiler: a frozen graph becomes a plan that the native engine runs.
 *
 * <p>Graph → {@link io.kwsbench.lower lower} (fold constants, run loops) → {@link
 * io.kwsbench.program program} → {@link io.kwsbench.compile.pass passes} (fold, fuse) → {@link
 * io.kwsbench.compile.emit emit} (place, pack) → {@link io.kwsbench.plan plan}.
 */
package io.kwsbench.compile;
