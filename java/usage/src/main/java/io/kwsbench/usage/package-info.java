/**
 * What the command lines have in common, that of {@code bench} and that of {@code spark}: exit
 * codes, and what they tell of the reasons of the libraries that both use.
 */
package io.kwsbench.usage;
