/**
 * Loop rerolling: iterations that do the same on other elements become one loop of the engine, with
 * states and sequences at offsets per iteration.
 */
package io.kwsbench.compile.internal.loop;
