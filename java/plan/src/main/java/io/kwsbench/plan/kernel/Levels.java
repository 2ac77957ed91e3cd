package io.kwsbench.plan.kernel;

/**
 * Levels of 8 bits that a step reads and writes, and how it puts sums on a scale, {@code
 * kws_levels}.
 *
 * @param from the element type of the input: int8, or float less the zero
 * @param to that of the output
 * @param inZero the input's level that stands for zero
 * @param outZero that of the output
 * @param low the least result, less its zero
 * @param high the largest
 */
public record Levels(
    ElementType from,
    ElementType to,
    int inZero,
    int outZero,
    int low,
    int high,
    LevelRounding rounding) {}
