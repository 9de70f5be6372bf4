package io.meshwright.plan;

import io.meshwright.product.OutputPort;
import io.meshwright.product.Source;
import io.meshwright.sql.TableName;

/** One thing a run does, as plain data. */
public sealed interface Step {

    /** Load a source's file into its table, unless this very file is loaded already. */
    record Ingest(Source source) implements Step {}

    /** Run the port's query into a staging table nobody reads. */
    record Build(OutputPort port, String sql, TableName staging) implements Step {}

    /** Judge the staging table by the port's contract. */
    record Check(OutputPort port, TableName staging) implements Step {}

    /** Put the staging table in the place of the served one, in one atomic step. */
    record Publish(OutputPort port, TableName staging) implements Step {}
}
