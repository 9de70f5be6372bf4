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

    private static final URI PRODUCER = URI.create("https://github.com/meshwright/meshwright");
    private static final OpenLineage OPEN_LINEAGE = new OpenLineage(PRODUCER);

    private OpenLineageEvents() {}

    /** @param error why it did not publish; empty for START and COMPLETE */
    public static OpenLineage.RunEvent event(EventType type, Instant at, JobRun run, String error) {
        return OPEN_LINEAGE
                .newRunEventBuilder()
                .eventType(type)
                .eventTime(time(at))
                .run(run(run, error))
                .job(job(run))
                .inputs(run.inputs().stream().map(OpenLineageEvents::input).toList())
                .outputs(run.outputs().stream().map(OpenLineageEvents::output).toList())
                .build();
    }

    private static OpenLineage.Run run(JobRun run, String error) {
        OpenLineage.RunFacetsBuilder facets = OPEN_LINEAGE.newRunFacetsBuilder();
        run.nominal()
                .ifPresent(nominal -> facets.nominalTime(OPEN_LINEAGE.newNominalTimeRunFacet(time(nominal), null)));
        if (!error.isEmpty()) {
            facets.errorMessage(OPEN_LINEAGE.newErrorMessageRunFacet(error, "SQL", null));
        }
        return OPEN_LINEAGE.newRun(run.id(), facets.build());
    }

    private static OpenLineage.Job job(JobRun run) {
        OpenLineage.JobFacetsBuilder facets = OPEN_LINEAGE
                .newJobFacetsBuilder()
                .jobType(OPEN_LINEAGE.newJobTypeJobFacet("BATCH", "BIGQUERY", "QUERY", null))
                .sql(OPEN_LINEAGE.newSQLJobFacet(run.sql(), "bigquery"));
        if (!run.description().isEmpty()) {
            facets.documentation(OPEN_LINEAGE.newDocumentationJobFacet(run.description(), "text/plain"));
        }
        return OPEN_LINEAGE.newJob(JOBS, run.job(), facets.build());
    }

    private static OpenLineage.InputDataset input(Dataset dataset) {
        OpenLineage.InputDatasetInputFacetsBuilder facets = OPEN_LINEAGE.newInputDatasetInputFacetsBuilder();
        if (!dataset.assertions().isEmpty()) {
            facets.dataQualityAssertions(OPEN_LINEAGE.newDataQualityAssertionsDatasetFacet(dataset.assertions().stream()
                    .map(OpenLineageEvents::assertion)
                    .toList()));
        }
        return OPEN_LINEAGE.newInputDataset(
                DATASETS, dataset.table().toString(), facets(dataset).build(), facets.build());
    }

    private static OpenLineage.OutputDataset output(Output output) {
        Dataset dataset = output.dataset();
        OpenLineage.DatasetFacetsBuilder facets = facets(dataset).columnLineage(columnLineage(output.lineage()));
        if (!dataset.assertions().isEmpty()) {
            facets.put(
                    "dataQualityAssertions",
                    new OutputAssertionsFacet(
                            PRODUCER,
                            dataset.assertions().stream()
                                    .map(OpenLineageEvents::assertion)
                                    .toList()));
        }
        OpenLineage.OutputDatasetOutputFacetsBuilder outputFacets = OPEN_LINEAGE.newOutputDatasetOutputFacetsBuilder();
        if (output.rows() >= 0) {
            outputFacets.outputStatistics(
                    OPEN_LINEAGE.newOutputStatisticsOutputDatasetFacet(output.rows(), null, null));
        }
        return OPEN_LINEAGE.newOutputDataset(
                DATASETS, dataset.table().toString(), facets.build(), outputFacets.build());
    }

    private static OpenLineage.DatasetFacetsBuilder facets(Dataset dataset) {
        List<OpenLineage.SchemaDatasetFacetFields> fields = new ArrayList<>();
        for (var column : dataset.columns()) {
            fields.add(OPEN_LINEAGE
                    .newSchemaDatasetFacetFieldsBuilder()
                    .name(column.name())
                    .type(column.type())
                    .description(dataset.descriptions().get(column.name()))
                    .ordinal_position(fields.size() + 1L)
                    .build());
        }
        OpenLineage.DatasetFacetsBuilder facets =
                OPEN_LINEAGE.newDatasetFacetsBuilder().schema(OPEN_LINEAGE.newSchemaDatasetFacet(fields));
        if (!dataset.description().isEmpty()) {
            facets.documentation(OPEN_LINEAGE.newDocumentationDatasetFacet(dataset.description(), "text/plain"));
        }
        return facets;
    }

    /** Dependencies of the rows, such as filters, show on every column; the facet's {@code fields} hold both kinds. */
    private static OpenLineage.ColumnLineageDatasetFacet columnLineage(List<ColumnLineage> lineage) {
        OpenLineage.ColumnLineageDatasetFacetFieldsBuilder fields =
                OPEN_LINEAGE.newColumnLineageDatasetFacetFieldsBuilder();
        for (ColumnLineage column : lineage) {
            Map<String, List<ColumnSource>> bySource = new LinkedHashMap<>();
            column.sources().forEach(source -> bySource.computeIfAbsent(
                            source.table() + "." + source.column(), key -> new ArrayList<>())
                    .add(source));
            fields.put(
                    column.column(),
                    OPEN_LINEAGE
                            .newColumnLineageDatasetFacetFieldsAdditionalBuilder()
                            .inputFields(bySource.values().stream()
                                    .map(OpenLineageEvents::inputField)
                                    .toList())
                            .build());
        }
        return OPEN_LINEAGE
                .newColumnLineageDatasetFacetBuilder()
                .fields(fields.build())
                .build();
    }

    private static OpenLineage.InputField inputField(List<ColumnSource> sources) {
        ColumnSource any = sources.get(0);
        return OPEN_LINEAGE
                .newInputFieldBuilder()
                .namespace(DATASETS)
                .name(any.table().toString())
                .field(any.column())
                .transformations(sources.stream()
                        .map(source -> OPEN_LINEAGE.newInputFieldTransformations(
                                source.dependency().isDirect() ? "DIRECT" : "INDIRECT",
                                source.dependency().name(),
                                source.expression(),
                                false))
                        .distinct()
                        .toList())
                .build();
    }

    private static OpenLineage.DataQualityAssertionsDatasetFacetAssertions assertion(Assertion assertion) {
        return OPEN_LINEAGE
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
