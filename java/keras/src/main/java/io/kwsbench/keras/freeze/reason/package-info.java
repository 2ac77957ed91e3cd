/** Reasons why a checkpoint cannot be frozen, as types. */
package io.kwsbench.keras.freeze.reason;
