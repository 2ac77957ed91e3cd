/** Cases in the native engine, and their inputs. */
package io.kwsbench.suite.internal.cases;
