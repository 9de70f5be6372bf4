package io.meshwright.sql;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedStatement;

/** A statement with every name and type resolved. Tables carry their {@link TableName} as full name. */
public record ResolvedSql(ResolvedStatement statement) {}
