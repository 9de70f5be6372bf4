package io.meshwright.lineage;

import io.meshwright.lineage.JobRun.Assertion;
import io.meshwright.lineage.JobRun.Dataset;
import io.meshwright.lineage.JobRun.Output;
import io.meshwright.sql.ColumnLineage;
import io.meshwright.sql.ColumnSource;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds OpenLineage events with Google BigQuery's dataset names. Pure. */
public final class OpenLineageEvents {

    /** OpenLineage's naming of BigQuery datasets: this namespace, and {@code project.dataset.table}. */
    public static final String DATASETS = "bigquery";

    public static final String JOBS = "meshwright";

    private final URI producer;
    private final OpenLineage openLineage;

    /** @param producer what made the events, as OpenLineage's field of that name says: a URI */
    public OpenLineageEvents(URI producer) {
        this.producer = producer;
        this.openLineage = new OpenLineage(producer);
    }

    /** @param error why it did not publish; empty for START and COMPLETE */
    public OpenLineage.RunEvent event(EventType type, Instant at, JobRun run, String error) {
        return openLineage
                .newRunEventBuilder()
                .eventType(type)
                .eventTime(time(at))
                .run(run(run, error))
                .job(job(run))
                .inputs(run.inputs().stream().map(this::input).toList())
                .outputs(run.outputs().stream().map(this::output).toList())
                .build();
    }

    private OpenLineage.Run run(JobRun run, String error) {
        OpenLineage.RunFacetsBuilder facets = openLineage.newRunFacetsBuilder();
        run.nominal().ifPresent(nominal -> facets.nominalTime(openLineage.newNominalTimeRunFacet(time(nominal), null)));
        if (!error.isEmpty()) {
            facets.errorMessage(openLineage.newErrorMessageRunFacet(error, "SQL", null));
        }
        return openLineage.newRun(run.id(), facets.build());
    }

    private OpenLineage.Job job(JobRun run) {
        OpenLineage.JobFacetsBuilder facets = openLineage
                .newJobFacetsBuilder()
                .jobType(openLineage.newJobTypeJobFacet("BATCH", "BIGQUERY", "QUERY", null))
                .sql(openLineage.newSQLJobFacet(run.sql(), "bigquery"));
        if (!run.description().isEmpty()) {
            facets.documentation(openLineage.newDocumentationJobFacet(run.description(), "text/plain"));
        }
        return openLineage.newJob(JOBS, run.job(), facets.build());
    }

    private OpenLineage.InputDataset input(Dataset dataset) {
        OpenLineage.InputDatasetInputFacetsBuilder facets = openLineage.newInputDatasetInputFacetsBuilder();
        if (!dataset.assertions().isEmpty()) {
            facets.dataQualityAssertions(openLineage.newDataQualityAssertionsDatasetFacet(
                    dataset.assertions().stream().map(this::assertion).toList()));
        }
        return openLineage.newInputDataset(
                DATASETS, dataset.table().toString(), facets(dataset).build(), facets.build());
    }

    private OpenLineage.OutputDataset output(Output output) {
        Dataset dataset = output.dataset();
        OpenLineage.DatasetFacetsBuilder facets = facets(dataset).columnLineage(columnLineage(output.lineage()));
        if (!dataset.assertions().isEmpty()) {
            facets.put(
                    "dataQualityAssertions",
                    new OutputAssertionsFacet(
                            producer,
                            dataset.assertions().stream().map(this::assertion).toList()));
        }
        OpenLineage.OutputDatasetOutputFacetsBuilder outputFacets = openLineage.newOutputDatasetOutputFacetsBuilder();
        if (output.rows() >= 0) {
            outputFacets.outputStatistics(openLineage.newOutputStatisticsOutputDatasetFacet(output.rows(), null, null));
        }
        return openLineage.newOutputDataset(DATASETS, dataset.table().toString(), facets.build(), outputFacets.build());
    }

    private OpenLineage.DatasetFacetsBuilder facets(Dataset dataset) {
        List<OpenLineage.SchemaDatasetFacetFields> fields = new ArrayList<>();
        for (var column : dataset.columns()) {
            fields.add(openLineage
                    .newSchemaDatasetFacetFieldsBuilder()
                    .name(column.name())
                    .type(column.type())
                    .description(dataset.descriptions().get(column.name()))
                    .ordinal_position(fields.size() + 1L)
                    .build());
        }
        OpenLineage.DatasetFacetsBuilder facets =
                openLineage.newDatasetFacetsBuilder().schema(openLineage.newSchemaDatasetFacet(fields));
        if (!dataset.description().isEmpty()) {
            facets.documentation(openLineage.newDocumentationDatasetFacet(dataset.description(), "text/plain"));
        }
        return facets;
    }

    /** Dependencies of the rows, such as filters, show on every column; the facet's {@code fields} hold both kinds. */
    private OpenLineage.ColumnLineageDatasetFacet columnLineage(List<ColumnLineage> lineage) {
        OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields =
                openLineage.newColumnLineageDatasetFacetFieldsBuilder();
        for (ColumnLineage column : lineage) {
            Map<String, List<ColumnSource>> bySource = new LinkedHashMap<>();
            column.sources().forEach(source -> bySource.computeIfAbsent(
                            source.table() + "." + source.column(), key -> new ArrayList<>())
                    .add(source));
            fields.put(
                    column.column(),
                    openLineage
                            .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                            .inputFields(bySource.values().stream()
                                    .map(this::inputField)
                                    .toList())
                            .build());
        }
        return openLineage
                .newColumnLineageDatasetFacetBuilder()
                .fields(fields.build())
                .build();
    }

    private OpenLineage.InputField inputField(List<ColumnSource> sources) {
        ColumnSource any = sources.get(0);
        return openLineage
                .newInputFieldBuilder()
                .namespace(DATASETS)
                .name(any.table().toString())
                .field(any.column())
                .transformations(sources.stream()
                        .map(source -> openLineage.newInputFieldTransformations(
                                source.dependency().isDirect() ? "DIRECT" : "INDIRECT",
                                source.dependency().name(),
                                source.expression(),
                                false))
                        .distinct()
                        .toList())
                .build();
    }

    private OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(Assertion assertion) {
        return openLineage
                .newDataQualityAssertionsDatasetFacetAssertionsBuilder()
                .assertion(assertion.assertion())
                .success(assertion.success())
                .column(assertion.column().isEmpty() ? null : assertion.column())
                .severity(assertion.blocking() ? "error" : "warn")
                .name(assertion.name())
                .description(assertion.description().isEmpty() ? null : assertion.description())
                .expected(assertion.expected())
                .actual(assertion.actual())
                .build();
    }

    private static ZonedDateTime time(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }
}
