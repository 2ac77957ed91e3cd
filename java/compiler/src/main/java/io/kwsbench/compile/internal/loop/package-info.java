/**
 * Rolls up what unrolling left: iterations that do the same on other elements become one loop that
 * the engine runs, with states and sequences read and written at a distance that moves on with it.
 */
package io.kwsbench.compile.internal.loop;
