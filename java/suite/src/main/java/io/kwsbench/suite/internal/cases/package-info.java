/** What cases are to the native engine, and what they are fed. */
package io.kwsbench.suite.internal.cases;
