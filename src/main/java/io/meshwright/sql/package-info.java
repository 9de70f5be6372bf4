/** Analyse GoogleSQL with Google's analyzer: output columns, referenced tables, column lineage. Pure. Floor 1. */
package io.meshwright.sql;
