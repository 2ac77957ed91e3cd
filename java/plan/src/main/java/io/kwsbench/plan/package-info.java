/**
 * Plans: what the native engine runs. Steps with their operands and parameters, the arena's size,
 * packed constants, and the file of {@code docs/reference/plan-format.md}. Nothing here needs
 * protobuf classes.
 */
package io.kwsbench.plan;
