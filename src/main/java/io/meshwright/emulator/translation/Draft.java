package io.meshwright.emulator.translation;

import com.google.zetasql.resolvedast.ResolvedNodes.ResolvedColumnDefinition;
import io.meshwright.sql.BoundedType;
import io.meshwright.sql.Column;
import io.meshwright.sql.SqlRoutine;
import io.meshwright.sql.TableName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A translation in the making. */
final class Draft {
    StatementType type = StatementType.SELECT;
    String sql = "";
    boolean fewRows;
    List<Column> schema = List.of();
    Set<TableName> referenced = Set.of();
    Optional<TableName> target = Optional.empty();
    Optional<String> dataset = Optional.empty();
    boolean orReplace;
    boolean ifNotExists;
    boolean ifExists;
    Set<String> required = new HashSet<>();
    TableUse use = TableUse.NONE;
    Definition definition = Definition.NONE;
    String query = "";
    boolean temporary;
    Optional<SqlRoutine> routine = Optional.empty();
    List<String> routinePath = List.of();
    Optional<FileClause> files = Optional.empty();
    List<PastTable> past = List.of();
    Set<String> libraries = Set.of();

    /** Takes the columns that a statement defines. */
    void columns(List<ResolvedColumnDefinition> definitions) {
        schema = named(definitions);
        definitions.stream()
                .filter(definition -> definition.getAnnotations() != null
                        && definition.getAnnotations().getNotNull())
                .forEach(definition -> required.add(definition.getName()));
    }

    static List<Column> named(List<ResolvedColumnDefinition> definitions) {
        return definitions.stream()
                .map(definition -> new Column(
                        definition.getName(), BoundedType.of(definition).text()))
                .toList();
    }

    Translation translation() {
        return new Translation(
                type,
                ConstantConditions.kept(sql),
                fewRows,
                schema,
                referenced,
                target,
                dataset,
                orReplace,
                ifNotExists,
                ifExists,
                required,
                definition,
                use,
                query,
                temporary,
                routine,
                routinePath,
                files,
                past,
                libraries);
    }
}
