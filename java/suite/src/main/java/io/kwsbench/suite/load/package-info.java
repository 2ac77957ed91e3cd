/** Cases that run: the model of a case in an engine, with its workload. */
package io.kwsbench.suite.load;
