/**
 * Plans: what the engine runs. Steps with their operands and parameters, the arena's layout, packed
 * constants, and the file of {@code docs/plan-format.md}. Nothing here needs protobuf classes.
 */
package io.kwsbench.compile.plan;
