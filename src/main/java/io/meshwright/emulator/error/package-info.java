/** What goes wrong in the local BigQuery, in BigQuery's terms. */
package io.meshwright.emulator.error;
