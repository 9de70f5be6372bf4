package io.meshwright.emulator.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.sql.Column;
import java.util.Map;

/** One action of ALTER TABLE, ALTER VIEW or ALTER SCHEMA. */
public sealed interface Alteration {

    /** @param attributes what the REST API keeps with the column */
    record AddColumn(Column column, boolean required, ObjectNode attributes, boolean ifNotExists)
            implements Alteration {}

    record DropColumn(String name, boolean ifExists) implements Alteration {}

    record RenameColumn(String name, String to, boolean ifExists) implements Alteration {}

    record Rename(String to) implements Alteration {}

    /** @param options names with DuckDB SQL that gives their values as JSON */
    record SetOptions(Map<String, String> options) implements Alteration {
        public SetOptions {
            options = Map.copyOf(options);
        }
    }

    /** @param name the collation of columns to come, empty for that of the code points */
    record SetCollation(String name) implements Alteration {}

    /** @param attributes what changes of what the REST API keeps with the column; null removes */
    record DescribeColumn(String name, ObjectNode attributes, boolean ifExists) implements Alteration {}

    record SetType(String name, String type, boolean ifExists) implements Alteration {}

    record DropNotNull(String name, boolean ifExists) implements Alteration {}

    /** @param constraints the REST API's {@code tableConstraints} with one constraint in it */
    record AddConstraint(ObjectNode constraints, boolean ifNotExists) implements Alteration {}

    record DropPrimaryKey(boolean ifExists) implements Alteration {}

    record DropForeignKey(String name, boolean ifExists) implements Alteration {}
}
