package io.meshwright.emulator.job;

import io.meshwright.emulator.error.ApiError;
import io.meshwright.emulator.script.Piece;
import io.meshwright.emulator.storage.DuckDb;
import io.meshwright.emulator.storage.Session;
import io.meshwright.emulator.translation.Variables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The system variables of a running script. */
final class ScriptVariables {

    private final Session session;
    private final Job job;

    ScriptVariables(Session session, Job job) {
        this.session = session;
        this.job = job;
    }

    private void set(String name, String sql) {
        session.execute(Variables.set(Variables.system(name), "SELECT " + sql));
    }

    private void text(String name, String value) {
        set(name, DuckDb.text(value));
    }

    void begin(Surroundings surroundings) {
        text("project_id", job.project());
        job.clientSession().ifPresent(client -> text("session_id", client.id()));
        text("script.job_id", job.id());
        text("current_job_id", job.id());
        text("location", job.request().location());
        text("time_zone", surroundings.zone());
        set("script.creation_time", "make_timestamp(" + job.created().toEpochMilli() * 1000 + ")");
        set("script.bytes_billed", "0::BIGINT");
        set("script.bytes_processed", "0::BIGINT");
        set("script.slot_ms", "0::BIGINT");
        set("script.num_child_jobs", "0::BIGINT");
        surroundings.dataset().ifPresent(this::dataset);
    }

    private void dataset(String dataset) {
        int dot = dataset.indexOf('.');
        text("dataset_id", dataset.substring(dot + 1));
        text("dataset_project_id", dot < 0 ? job.project() : dataset.substring(0, dot));
    }

    void started(Job child) {
        text("current_job_id", child.id());
    }

    /** Tells of a job below the script's that has ended well, and what it and those before it took. */
    void ended(Job child, ChildJobs.Totals totals) {
        set("script.bytes_processed", totals.read() + "::BIGINT");
        set("script.bytes_billed", totals.billed() + "::BIGINT");
        set("script.slot_ms", Duration.between(job.created(), Instant.now()).toMillis() + "::BIGINT");
        text("current_job_id", job.id());
        text("last_job_id", child.id());
        set("script.num_child_jobs", totals.jobs() + "::BIGINT");
    }

    /** Tells how many rows a statement changed. */
    void changed(Job child) {
        String rows = child.detail().path("numDmlAffectedRows").asText("");
        set("row_count", rows.isEmpty() ? "NULL::BIGINT" : Long.parseLong(rows) + "::BIGINT");
    }

    void assign(String name, Optional<String> value, Surroundings surroundings) {
        switch (name) {
            case "dataset_id", "dataset_project_id" -> {
                String dataset = value.orElseThrow(() -> ApiError.invalidQuery("@@" + name + " cannot be NULL"));
                assignDataset(name, dataset, surroundings);
            }
            case "query_label" -> set(name, value.map(DuckDb::text).orElse("NULL"));
            case "time_zone" -> {
                surroundings.zone(value.orElse("UTC"));
                text(name, surroundings.zone());
            }
            default -> throw ApiError.invalidQuery("Cannot set system variable @@" + name);
        }
    }

    private void assignDataset(String name, String value, Surroundings surroundings) {
        String old = surroundings.dataset().orElse(job.project() + ".");
        int dot = old.indexOf('.');
        String project = name.equals("dataset_project_id") ? value : dot < 0 ? job.project() : old.substring(0, dot);
        String dataset = name.equals("dataset_id") ? value : old.substring(dot + 1);
        text(name, value);
        if (!dataset.isEmpty()) {
            References.requireDatasetName(dataset);
            surroundings.dataset(project + "." + dataset);
            dataset(project + "." + dataset);
        }
    }

    /** What a handler may ask of an error. */
    void error(String message, Piece statement, List<Piece> calls) {
        text("error.message", message);
        text("error.statement_text", statement.text());
        List<Piece> stack = new ArrayList<>();
        stack.add(statement);
        stack.addAll(calls);
        text(
                "error.formatted_stack_trace",
                stack.stream().map(ScriptVariables::line).collect(Collectors.joining("\n")));
        set(
                "error.stack_trace",
                stack.stream().map(ScriptVariables::frame).collect(Collectors.joining(", ", "[", "]")));
    }

    private static String line(Piece piece) {
        return "At " + (piece.routine().isEmpty() ? "" : piece.routine()) + "[" + piece.line() + ":" + piece.column()
                + "]";
    }

    private static String frame(Piece piece) {
        return "struct_pack(\"line\" := " + piece.line() + "::BIGINT, \"column\" := " + piece.column()
                + "::BIGINT, \"filename\" := NULL::VARCHAR, \"location\" := "
                + (piece.routine().isEmpty() ? "NULL::VARCHAR" : DuckDb.text(piece.routine())) + ")";
    }
}
