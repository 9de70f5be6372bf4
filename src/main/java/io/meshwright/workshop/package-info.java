/** Draft a data product: check its SQL while it is typed, propose its contract, write its documents. Floor 4. */
package io.meshwright.workshop;
