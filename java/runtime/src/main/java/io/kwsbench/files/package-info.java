/** How files are read and written: one place for each way. It imports only the root package. */
package io.kwsbench.files;
