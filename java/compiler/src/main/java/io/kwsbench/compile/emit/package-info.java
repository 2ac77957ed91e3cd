/**
 * The compiler's last part: a {@link io.kwsbench.program program} becomes a {@link io.kwsbench.plan
 * plan}. It places tensors in the arena, packs constants and writes the steps.
 */
package io.kwsbench.compile.emit;
