package io.meshwright.source;

import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.sql.TableName;
import java.util.List;

/** A last look at a loaded file before it takes the place of the one before. */
@FunctionalInterface
public interface Inspection {

    /** What is wrong with the rows in this staging table; empty when they may be used. */
    List<Diagnostic> inspect(TableName staging);
}
