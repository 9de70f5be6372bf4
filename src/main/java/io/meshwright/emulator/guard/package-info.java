/** Who may do what with the local BigQuery's tables. */
package io.meshwright.emulator.guard;
