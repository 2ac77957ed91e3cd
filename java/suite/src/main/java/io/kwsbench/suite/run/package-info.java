/**
 * Runs suites: figures without noise first, then rounds of interleaved runs until every comparison
 * is decided or the budget is spent. Every round is in the journal before the next begins.
 */
package io.kwsbench.suite.run;
