package io.meshwright.emulator.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.storage.Disposition;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.storage.Storage;
import io.meshwright.emulator.storage.StoredTable;
import io.meshwright.emulator.storage.TableSchema;
import io.meshwright.emulator.storage.Writer;
import io.meshwright.emulator.translation.Translation;
import io.meshwright.sql.TableName;
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
        if (engine.writer().isInTransaction(session) && !temporary) {
            throw ApiError.invalidQuery("Statements that define what outlasts a script are not supported in a"
                    + " transaction: " + statement.translation().type());
        }
        switch (statement.translation().type()) {
            case CREATE_TABLE, CREATE_TABLE_AS_SELECT, CREATE_VIEW -> create(job, session, statement);
            case DROP_TABLE, DROP_VIEW -> drop(job, session, statement);
            case CREATE_SCHEMA, DROP_SCHEMA -> dataset(job, statement.translation());
            default ->
                throw ApiError.invalidQuery(
                        "Statement not supported: " + statement.translation().type());
        }
    }

    private void create(Job job, Session session, Statement statement) {
        Translation translation = statement.translation();
        TableName target = statement.target();
        statement.requireWritable(target);
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
            case CREATE_VIEW -> createView(session, translation, target, existing);
            case CREATE_TABLE -> fill(job, session, translation, target, emptySelect(translation));
            default -> {
                fill(job, session, translation, target, translation.duckSql());
                job.settings().set("destinationTable", References.json(target));
            }
        }
        if (translation.temporary()) {
            statement.surroundings().created(target);
        }
    }

    private void createView(
            Session session, Translation translation, TableName target, Optional<StoredTable> existing) {
        ObjectNode properties = properties(translation);
        properties.putObject("view").put("query", translation.query()).put("useLegacySql", false);
        if (existing.isPresent()) {
            engine.writer().delete(session, target, Optional.empty());
        }
        engine.writer().create(session, target, TableSchema.of(translation.schema()), properties);
    }

    private void fill(Job job, Session session, Translation translation, TableName target, String select) {
        TableSchema schema = TableSchema.of(translation.schema()).requiring(translation.required());
        Disposition.Write write =
                translation.orReplace() ? Disposition.Write.WRITE_TRUNCATE : Disposition.Write.CREATE_NEW;
        engine.writer()
                .write(
                        session,
                        target,
                        new Writer.Rows(schema, select),
                        new Disposition(write, true),
                        properties(translation),
                        QueryWork.remembering(job));
    }

    private static String emptySelect(Translation translation) {
        return "SELECT " + "NULL, ".repeat(translation.schema().size() - 1) + "NULL WHERE false";
    }

    /** OPTIONS of DDL that the REST API shows too. */
    private static ObjectNode properties(Translation translation) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (var option : translation.options().entrySet()) {
            switch (option.getKey()) {
                case "description" -> properties.put("description", option.getValue());
                case "friendly_name" -> properties.put("friendlyName", option.getValue());
                default -> {
                    // Options without a place in the REST resource have no effect here.
                }
            }
        }
        return properties;
    }

    private void drop(Job job, Session session, Statement statement) {
        TableName target = statement.target();
        statement.requireWritable(target);
        Optional<StoredTable> existing = statement.table(target);
        if (existing.isEmpty() && statement.translation().ifExists()) {
            QueryStatistics.defined(job, "SKIP", References.json(target), "ddlTargetTable");
            return;
        }
        QueryStatistics.defined(job, "DROP", References.json(target), "ddlTargetTable");
        engine.writer().delete(session, target, Optional.of(QueryWork.record(job)));
        statement.surroundings().dropped(target);
    }

    private void dataset(Job job, Translation translation) {
        String path = translation.schemaTarget().orElseThrow(() -> ApiError.invalidQuery("No dataset is named"));
        int dot = path.lastIndexOf('.');
        String project = path.substring(0, dot);
        String name = path.substring(dot + 1);
        References.requireDatasetName(name);
        requireManage(job, path);
        boolean exists = engine.storage().dataset(project, name).isPresent();
        boolean create = translation.type() == io.meshwright.emulator.translation.StatementType.CREATE_SCHEMA;
        boolean skip = create ? exists && translation.ifNotExists() : !exists && translation.ifExists();
        ObjectNode reference =
                JsonNodeFactory.instance.objectNode().put("projectId", project).put("datasetId", name);
        QueryStatistics.defined(job, skip ? "SKIP" : create ? "CREATE" : "DROP", reference, "ddlTargetDataset");
        if (skip) {
            return;
        }
        if (create) {
            ObjectNode properties = properties(translation);
            properties.put("location", JobRequest.LOCATION);
            engine.datasets().create(project, name, properties);
        } else {
            engine.datasets().delete(project, name, false);
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
