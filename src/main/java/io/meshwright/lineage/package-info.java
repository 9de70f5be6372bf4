/** OpenLineage events and the graph of datasets, jobs and columns they describe. Floor 2. */
package io.meshwright.lineage;
