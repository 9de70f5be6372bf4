/** What the local BigQuery tells of itself in SQL: INFORMATION_SCHEMA and {@code __TABLES__}. */
package io.meshwright.emulator.information;
