package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.IncomingRows;
import io.meshwright.emulator.storage.Reshaping;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.Alteration;
import io.meshwright.emulator.translation.StatementType;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that make and remove tables, views and datasets (DDL). */
final class Definitions {

    private final Engine engine;

    Definitions(Engine engine) {
        this.engine = engine;
    }

    void run(Job job, Session session, Statement statement) {
        boolean temporary = statement
                .translation()
                .target()
                .filter(statement.surroundings()::isTemporary)
                .isPresent();
        if (!temporary) {
            requireNoTransaction(engine, session);
        }
        switch (statement.translation().type()) {
            case CREATE_TABLE, CREATE_TABLE_AS_SELECT, CREATE_VIEW, CREATE_MATERIALIZED_VIEW, CREATE_SNAPSHOT_TABLE ->
                create(job, session, statement);
            case DROP_TABLE, DROP_VIEW, DROP_MATERIALIZED_VIEW, DROP_SNAPSHOT_TABLE -> drop(job, session, statement);
            case ALTER_TABLE, ALTER_VIEW, ALTER_MATERIALIZED_VIEW -> alter(job, session, statement);
            case CREATE_SCHEMA, DROP_SCHEMA, ALTER_SCHEMA -> dataset(job, session, statement);
            default ->
                throw ApiError.invalidQuery(
                        "Statement not supported: " + statement.translation().type());
        }
    }

    /** Definitions that outlast a script are refused in a transaction, in BigQuery's words. */
    static void requireNoTransaction(Engine engine, Session session) {
        if (engine.writer().transactions().isOpen(session)) {
            throw ApiError.invalidQuery(
                    "DDL statements are not supported in a transaction, except for those creating or"
                            + " droping temporary tables or temporary functions.");
        }
    }

    private void create(Job job, Session session, Statement statement) {
        Translation translation = statement.translation();
        TableName target = statement.target();
        statement.requireWritable(target);
        DefinedNames.require(statement);
        Optional<StoredTable> existing = statement.table(target);
        if (existing.isPresent() && translation.ifNotExists()) {
            QueryStatistics.defined(job, "SKIP", References.json(target), "ddlTargetTable");
            return;
        }
        if (existing.isPresent() && !translation.orReplace()) {
            throw ApiError.duplicate("Table " + Storage.text(target));
        }
        QueryStatistics.defined(
                job, existing.isPresent() ? "REPLACE" : "CREATE", References.json(target), "ddlTargetTable");
        switch (translation.type()) {
            case CREATE_VIEW, CREATE_MATERIALIZED_VIEW -> createView(session, translation, target, existing);
            case CREATE_SNAPSHOT_TABLE -> new DefinedCopy(engine, job, session).run(statement, existing.isPresent());
            case CREATE_TABLE -> {
                if (translation.definition().source().isPresent()) {
                    new DefinedCopy(engine, job, session).run(statement, existing.isPresent());
                } else {
                    fill(job, session, statement, new IncomingRows(schema(translation), emptySelect(translation)));
                    job.settings().set("destinationTable", References.json(target));
                }
            }
            default -> {
                fill(job, session, statement, statement.rows(schema(translation)));
                job.settings().set("destinationTable", References.json(target));
            }
        }
        if (translation.temporary()) {
            statement.surroundings().created(target);
        }
    }

    private void createView(
            Session session, Translation translation, TableName target, Optional<StoredTable> existing) {
        ObjectNode properties = properties(session, translation);
        boolean kept = translation.type() == StatementType.CREATE_MATERIALIZED_VIEW;
        ObjectNode view = properties
                .withObjectProperty(kept ? "materializedView" : "view")
                .put("query", translation.query());
        if (!kept) {
            view.put("useLegacySql", false);
        }
        if (existing.isPresent() && !existing.get().isView()) {
            throw ApiError.invalid("Cannot replace a table with a view: " + Storage.text(target));
        }
        TableSchema schema = schema(translation);
        if (existing.isPresent()) {
            engine.writer()
                    .reshaping()
                    .reshape(
                            session,
                            target,
                            old -> new Reshaping.Shape(schema, properties, Optional.empty()),
                            Writer.Remember.nothing());
        } else {
            engine.writer().create(session, target, schema, properties);
        }
    }

    /** The columns as declared, with what is kept of each. */
    static TableSchema schema(Translation translation) {
        TableSchema plain = TableSchema.of(translation.schema()).requiring(translation.required());
        Map<String, ObjectNode> attributes = translation.definition().columns();
        return new TableSchema(plain.fields().stream()
                .map(field ->
                        attributes.containsKey(field.name()) ? field.describedBy(attributes.get(field.name())) : field)
                .toList());
    }

    private void alter(Job job, Session session, Statement statement) {
        TableName target = statement.target();
        statement.requireWritable(target);
        Optional<StoredTable> existing = statement.table(target);
        boolean skip = existing.isEmpty() && statement.translation().ifExists();
        QueryStatistics.defined(job, skip ? "SKIP" : "ALTER", References.json(target), "ddlTargetTable");
        if (skip) {
            return;
        }
        boolean view = statement.translation().type() != StatementType.ALTER_TABLE;
        if (existing.isPresent() && existing.get().isView() != view) {
            throw ApiError.invalid(Storage.text(target) + " is not allowed for this operation because it is a "
                    + (view ? "TABLE" : "VIEW"));
        }
        DefinedNames.require(statement);
        List<Alteration> alterations = statement.translation().definition().alterations();
        if (alterations.size() == 1 && alterations.get(0) instanceof Alteration.Rename rename) {
            TableName to = new TableName(target.project(), target.dataset(), rename.to());
            statement.requireWritable(to);
            engine.writer().reshaping().rename(session, target, to, QueryWork.remembering(job));
            return;
        }
        OptionValues options = new OptionValues(session);
        engine.writer()
                .reshaping()
                .reshape(
                        session,
                        target,
                        table -> new Alterations(table, options).shape(alterations),
                        QueryWork.remembering(job));
    }

    private void fill(Job job, Session session, Statement statement, IncomingRows rows) {
        Translation translation = statement.translation();
        Disposition.Write write = translation.orReplace() ? Disposition.Write.REPLACE : Disposition.Write.CREATE_NEW;
        engine.writer()
                .write(
                        session,
                        statement.target(),
                        rows,
                        new Disposition(write, true),
                        properties(session, translation),
                        QueryWork.remembering(job));
    }

    private static String emptySelect(Translation translation) {
        return "SELECT " + "NULL, ".repeat(translation.schema().size() - 1) + "NULL WHERE false";
    }

    /** Clauses and OPTIONS of DDL in the words of the REST API. */
    static ObjectNode properties(Session session, Translation translation) {
        ObjectNode properties = translation.definition().clauses().deepCopy();
        new OptionValues(session).apply(translation.definition().options(), properties);
        return properties;
    }

    private static void requireKind(StoredTable table, StatementType type) {
        boolean fits =
                switch (type) {
                    case DROP_VIEW -> table.properties().has("view");
                    case DROP_MATERIALIZED_VIEW -> table.properties().has("materializedView");
                    case DROP_SNAPSHOT_TABLE -> table.isSnapshot();
                    default -> !table.isView() && !table.isSnapshot();
                };
        if (!fits) {
            throw ApiError.invalidQuery(Storage.text(table.name()) + " is not what "
                    + type.name().replace('_', ' ') + " drops; drop it as what it is");
        }
    }

    private void drop(Job job, Session session, Statement statement) {
        TableName target = statement.target();
        statement.requireWritable(target);
        Optional<StoredTable> existing = statement.table(target);
        if (existing.isEmpty() && statement.translation().ifExists()) {
            QueryStatistics.defined(job, "SKIP", References.json(target), "ddlTargetTable");
            return;
        }
        existing.ifPresent(table -> requireKind(table, statement.translation().type()));
        QueryStatistics.defined(job, "DROP", References.json(target), "ddlTargetTable");
        engine.writer().delete(session, target, Optional.of(QueryWork.record(job)));
        statement.surroundings().dropped(target);
    }

    private void dataset(Job job, Session session, Statement statement) {
        Translation translation = statement.translation();
        String path = translation.schemaTarget().orElseThrow(() -> ApiError.invalidQuery("No dataset is named"));
        int dot = path.lastIndexOf('.');
        String project = path.substring(0, dot);
        String name = path.substring(dot + 1);
        DefinedNames.require(statement);
        requireManage(job, path);
        boolean exists = engine.storage().dataset(project, name).isPresent();
        boolean create = translation.type() == StatementType.CREATE_SCHEMA;
        boolean skip = create ? exists && translation.ifNotExists() : !exists && translation.ifExists();
        String operation = create ? "CREATE" : translation.type() == StatementType.DROP_SCHEMA ? "DROP" : "ALTER";
        ObjectNode reference =
                JsonNodeFactory.instance.objectNode().put("projectId", project).put("datasetId", name);
        QueryStatistics.defined(job, skip ? "SKIP" : operation, reference, "ddlTargetDataset");
        if (skip) {
            return;
        }
        switch (translation.type()) {
            case CREATE_SCHEMA -> {
                ObjectNode properties = properties(session, translation);
                properties.put("location", JobRequest.LOCATION);
                engine.datasets().create(project, name, properties);
            }
            case DROP_SCHEMA ->
                engine.datasets().delete(project, name, translation.definition().cascade());
            default -> {
                ObjectNode properties = engine.storage()
                        .requireDataset(project, name)
                        .properties()
                        .deepCopy();
                for (Alteration alteration : translation.definition().alterations()) {
                    if (!new OptionValues(session).describe(alteration, properties)) {
                        throw ApiError.invalidQuery(
                                "Only SET OPTIONS and SET DEFAULT COLLATE are possible in ALTER SCHEMA");
                    }
                }
                engine.datasets().describe(project, name, properties);
            }
        }
    }

    /** @param path the dataset, as {@code project.dataset} */
    void requireManage(Job job, String path) {
        int dot = path.lastIndexOf('.');
        String project = path.substring(0, dot);
        String name = path.substring(dot + 1);
        if (!engine.guard().mayManage(job.caller(), project, name)) {
            throw ApiError.accessDenied("Dataset " + project + ":" + name + ": User may not change datasets.");
        }
    }
}
