/** Run SQL and move tables on BigQuery, through google-cloud-bigquery and nothing else. Floor 2. */
package io.meshwright.warehouse;
