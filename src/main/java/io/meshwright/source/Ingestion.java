package io.meshwright.source;

import io.meshwright.contract.ColumnType;
import io.meshwright.contract.SchemaObject;
import io.meshwright.diagnostic.Diagnostic;
import io.meshwright.diagnostic.SourceLocation;
import io.meshwright.product.Source;
import io.meshwright.sample.DataDirectory;
import io.meshwright.source.LoadedFiles.LoadedFile;
import io.meshwright.sql.Column;
import io.meshwright.sql.TableName;
import io.meshwright.warehouse.JobFailure;
import io.meshwright.warehouse.TableLoad;
import io.meshwright.warehouse.Warehouse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Loads the files of sources into their tables: into staging first, judged there, then swapped in. A file that is in its
 * table already is left alone, also when many products ask for it at once.
 */
@ApplicationScoped
public class Ingestion {

    /** The dataset of tables that nobody reads but the audit. */
    private static final String STAGING = "meshwright_staging";

    private final Warehouse warehouse;
    private final LoadedFiles loaded;
    private final Function<String, Path> files;
    private final Map<TableName, ReentrantLock> locks = new ConcurrentHashMap<>();

    @Inject
    Ingestion(Warehouse warehouse, LoadedFiles loaded, DataDirectory data) {
        this(warehouse, loaded, data::resolve);
    }

    /** @param files finds a source's file by the path it gives */
    public Ingestion(Warehouse warehouse, LoadedFiles loaded, Function<String, Path> files) {
        this.warehouse = warehouse;
        this.loaded = loaded;
        this.files = files;
    }

    /**
     * Brings a source in.
     *
     * @param jobId unique to this attempt
     * @throws JobFailure when the warehouse cannot do it for reasons that are not the file's
     */
    public Ingested ingest(Source source, String jobId, Inspection inspection) {
        ReentrantLock lock = locks.computeIfAbsent(source.table(), table -> new ReentrantLock());
        lock.lock();
        try {
            return ingestAlone(source, jobId, inspection);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + source.path(), e);
        } finally {
            lock.unlock();
        }
    }

    /** The schema object of a source's contract that describes its file. */
    public static SchemaObject promised(Source source) {
        List<SchemaObject> objects = source.contract().schema();
        return objects.stream()
                .filter(object ->
                        object.name().replace('-', '_').equals(source.table().table()))
                .findFirst()
                .orElseGet(() -> objects.get(0));
    }

    /** Where a source's file is loaded before it is judged. */
    public static TableName staging(Source source) {
        TableName table = source.table();
        return new TableName(table.project(), STAGING, table.dataset() + "__" + table.table());
    }

    private Ingested ingestAlone(Source source, String jobId, Inspection inspection) throws IOException {
        Path file = files.apply(source.path());
        if (!Files.isReadable(file)) {
            return refused(
                    source,
                    "source-file-missing",
                    "There is no file " + file + ". Put it there, or correct the path of source " + source.name()
                            + ".");
        }
        Optional<LoadedFile> known = loaded.find(source.table());
        FileFingerprint fingerprint =
                FileFingerprint.of(file, known.map(LoadedFile::fingerprint).orElse(null));
        String contract = FileFingerprint.hash(source.contract().document());
        Optional<Ingested> unchanged = known.filter(before -> before.contract().equals(contract))
                .filter(before -> before.fingerprint().hasContentOf(fingerprint))
                .filter(before -> warehouse.table(source.table()).isPresent())
                .map(before -> new Ingested.Unchanged(before.rows()));
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        Ingested outcome = replace(source, file, jobId, inspection);
        if (outcome instanceof Ingested.Loaded done) {
            if (!fingerprint.isCurrent()) {
                // Remembering nothing makes the next run load the file again.
                return done;
            }
            loaded.save(source.table(), new LoadedFile(fingerprint, contract, done.rows()));
        }
        return outcome;
    }

    private Ingested replace(Source source, Path file, String jobId, Inspection inspection) throws IOException {
        SchemaObject promised = promised(source);
        TableName staging = staging(source);
        List<Column> columns = promised.properties().stream()
                .map(property -> new Column(property.name(), ColumnType.of(property)))
                .toList();
        List<Diagnostic> notes = List.of();
        if (source.format() == Source.Format.CSV) {
            CsvHeader header = CsvHeader.read(file, source.path());
            notes = header.disagreements(promised, source.contract().id());
            columns = header.columns(promised);
        }
        if (notes.stream().anyMatch(Diagnostic::isError)) {
            return new Ingested.Refused(notes);
        }
        warehouse.createDataset(staging.dataset(), "Tables that are built and checked before publication");
        warehouse.createDataset(
                source.table().dataset(), "Domain " + source.name().domain());
        try {
            return swap(source, new TableLoad(staging, file, format(source), columns), notes, jobId, inspection);
        } finally {
            warehouse.deleteTable(staging);
        }
    }

    private Ingested swap(Source source, TableLoad load, List<Diagnostic> notes, String jobId, Inspection inspection)
            throws IOException {
        long rows;
        try {
            rows = warehouse.load(load, jobId + "_load");
        } catch (JobFailure e) {
            if (e.isTransient() || !isAboutTheFile(e)) {
                throw e;
            }
            return new Ingested.Refused(List.of(LoadError.diagnostic(
                    e, load.file(), source.path(), source.contract().id())));
        }
        if (!notes.isEmpty()) {
            leaveOut(source, load.destination(), jobId);
        }
        List<Diagnostic> found = inspection.inspect(load.destination());
        if (found.stream().anyMatch(Diagnostic::isError)) {
            return new Ingested.Refused(found);
        }
        warehouse.copy(load.destination(), source.table(), jobId + "_swap");
        return new Ingested.Loaded(rows, notes);
    }

    /** Columns that nobody promised must not reach a product, not even through SELECT *. */
    private void leaveOut(Source source, TableName staging, String jobId) {
        String sql = "SELECT " + CsvHeader.promised(promised(source)) + " FROM " + staging.quoted();
        warehouse.build(sql, staging, jobId + "_columns");
    }

    private static boolean isAboutTheFile(JobFailure failure) {
        return failure.reason().startsWith("invalid");
    }

    private static TableLoad.Format format(Source source) {
        return switch (source.format()) {
            case CSV -> TableLoad.Format.CSV;
            case NEWLINE_DELIMITED_JSON -> TableLoad.Format.NEWLINE_DELIMITED_JSON;
            case PARQUET -> TableLoad.Format.PARQUET;
        };
    }

    private static Ingested refused(Source source, String code, String message) {
        return new Ingested.Refused(List.of(Diagnostic.error(code, SourceLocation.of(source.path()), message)));
    }
}
