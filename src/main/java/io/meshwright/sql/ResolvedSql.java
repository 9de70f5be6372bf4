package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedCreateFunctionStmt;
import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;
import java.util.List;

/**
 * A statement with every name and type resolved. Tables carry their {@link TableName} as full name.
 *
 * @param functions the temporary SQL functions created in front of it
 */
public record ResolvedSql(ResolvedStatement statement, List<ResolvedCreateFunctionStmt> functions) {
    public ResolvedSql {
        functions = List.copyOf(functions);
    }
}
