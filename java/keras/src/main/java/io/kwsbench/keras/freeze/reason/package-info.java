/** Why a checkpoint does not become a graph, in types. */
package io.kwsbench.keras.freeze.reason;
