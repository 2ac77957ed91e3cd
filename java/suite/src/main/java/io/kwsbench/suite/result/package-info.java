/** The results of a suite: plain values for reports. */
package io.kwsbench.suite.result;
