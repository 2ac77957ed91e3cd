/** What a suite found: plain values that reports render. */
package io.kwsbench.suite.result;
