package io.meshwright.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.meshwright.contract.ColumnType;
import io.meshwright.contract.ContractReader;
import io.meshwright.contract.DataContract;
import io.meshwright.contract.QualityRule;
import io.meshwright.contract.SchemaObject;
import io.meshwright.contract.SchemaProperty;
import io.meshwright.dashboard.Dashboard;
import io.meshwright.dashboard.DashboardReader;
import io.meshwright.diagnostic.Outcome;
import io.meshwright.document.YamlReader;
import io.meshwright.product.ProductName;
import io.meshwright.sql.AnalyzedQuery;
import io.meshwright.sql.Column;
import io.meshwright.sql.SqlAnalyzer;
import io.meshwright.sql.TableName;
import io.meshwright.sql.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents under products and contracts: complete, and in agreement with each other. */
class SampleMeshTest {

    private static final String PROJECT = "meshwright";
    private static final SqlAnalyzer ANALYZER = new SqlAnalyzer();
    private static final Map<TableName, SchemaObject> TABLES = tables();

    static Stream<Path> contracts() {
        return MeshFiles.contracts().stream();
    }

    static Stream<Path> products() {
        return MeshFiles.products().stream();
    }

    static Stream<Path> queries() {
        return MeshFiles.queries().stream();
    }

    static Stream<Path> dashboards() {
        return MeshFiles.dashboards().stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void contractsAreComplete(Path file) {
        DataContract contract = contract(file);

        assertThat(contract.description().purpose()).isNotBlank();
        assertThat(contract.description().limitations()).isNotBlank();
        assertThat(contract.description().usage()).isNotBlank();
        assertThat(contract.team().orElseThrow().members())
                .anyMatch(member -> member.role().equals("owner"));
        assertThat(contract.serviceLevels().stream().map(level -> level.property()))
                .contains("frequency", "freshness", "retention");
        for (SchemaObject table : contract.schema()) {
            assertThat(table.granularity()).isNotBlank();
            assertThat(rules(table)).isNotEmpty().allSatisfy(rule -> assertThat(rule.about())
                    .extracting("id", "name", "description", "dimension", "severity", "businessImpact")
                    .doesNotContain(""));
            assertThat(table.properties()).allSatisfy(column -> assertThat(column)
                    .extracting("description", "businessName", "logicalType", "physicalType", "classification")
                    .doesNotContain(""));
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void contractsAreValidByTheOfficialSchema(Path file) throws IOException {
        assertValid(file, "odcs/odcs-json-schema-v3.1.0.json");
    }

    @ParameterizedTest
    @MethodSource("products")
    void productsAreValidByTheOfficialSchema(Path file) throws IOException {
        assertValid(file, "odps/odps-json-schema-v1.0.0.json");
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whoeverCanBeRecognisedIsPersonalData(Path file) {
        assertThat(contract(file).schema().get(0).properties())
                .filteredOn(column -> column.name().matches("userId|user_id|account_id|email"))
                .allSatisfy(column -> {
                    assertThat(column.classification()).isEqualTo("restricted");
                    assertThat(column.tags()).contains("personal-data");
                });
    }

    @ParameterizedTest
    @MethodSource("queries")
    void queriesGiveWhatTheirContractPromises(Path file) {
        AnalyzedQuery query = analyze(file.toString(), MeshFiles.text(file));
        SchemaObject promised = TABLES.get(tableOf(file));

        assertThat(query.columns().stream().map(Column::name))
                .containsExactlyElementsOf(
                        promised.properties().stream().map(SchemaProperty::name).toList());
        for (Column column : query.columns()) {
            SchemaProperty property = promised.property(column.name()).orElseThrow();
            assertThat(ColumnType.accepts(property, column.type()))
                    .as("%s is %s", column, property.physicalType())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void sqlRulesGiveOneNumber(Path file) {
        DataContract contract = contract(file);
        for (SchemaObject table : contract.schema()) {
            String name = "`" + PROJECT + "." + contract.domain().replace('-', '_') + "." + table.physicalName() + "`";
            for (SchemaProperty property : table.properties()) {
                property.quality().forEach(rule -> check(file, rule, name, property.name()));
            }
            table.quality().forEach(rule -> check(file, rule, name, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void tilesAskForWhatIsPublished(Path file) {
        String domain = file.getParent().getParent().getFileName().toString();
        String name = file.getFileName().toString().replace(".yaml", "");
        Outcome<Dashboard> dashboard =
                DashboardReader.read(new ProductName(domain, name), file.toString(), MeshFiles.text(file));

        assertThat(dashboard.diagnostics()).isEmpty();
        assertThat(dashboard.get().tiles()).allSatisfy(tile -> analyze(file + "#" + tile.id(), tile.sql()));
    }

    private static void assertValid(Path file, String schemaFile) throws IOException {
        Path schema = Path.of("..", "shared", "standards").resolve(schemaFile);
        assumeTrue(Files.exists(schema), "the standard's files are not beside the checkout");
        Object document =
                YamlReader.read(file.toString(), MeshFiles.text(file)).get().plain();
        String json = new ObjectMapper().writeValueAsString(document);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                        .getSchema(Files.readString(schema))
                        .validate(json, InputFormat.JSON))
                .isEmpty();
    }

    private static void check(Path file, QualityRule rule, String table, String column) {
        if (rule instanceof QualityRule.Sql sql) {
            String query = sql.query().replace("${table}", table).replace("${column}", "`" + column + "`");
            assertThat(analyze(file + "#" + sql.about().id(), query).columns()).hasSize(1);
        }
    }

    private static List<QualityRule> rules(SchemaObject table) {
        List<QualityRule> rules = new ArrayList<>(table.quality());
        table.properties().forEach(property -> rules.addAll(property.quality()));
        return rules;
    }

    private static DataContract contract(Path file) {
        Outcome<DataContract> contract = ContractReader.read(file.toString(), MeshFiles.text(file));
        assertThat(contract.diagnostics()).isEmpty();
        return contract.get();
    }

    private static AnalyzedQuery analyze(String file, String sql) {
        Outcome<AnalyzedQuery> analyzed = ANALYZER.analyze(file, sql, columns(), PROJECT);
        assertThat(analyzed.diagnostics()).isEmpty();
        return analyzed.get();
    }

    private static TableName tableOf(Path query) {
        String domain = query.getParent().getParent().getFileName().toString();
        String port = query.getFileName().toString().replace(".sql", "");
        return new TableName(PROJECT, domain.replace('-', '_'), port.replace('-', '_'));
    }

    private static Tables columns() {
        return table -> Optional.ofNullable(TABLES.get(table)).map(schema -> schema.properties().stream()
                .map(property -> new Column(property.name(), ColumnType.of(property)))
                .toList());
    }

    private static Map<TableName, SchemaObject> tables() {
        Map<TableName, SchemaObject> tables = new HashMap<>();
        for (Path file : MeshFiles.contracts()) {
            DataContract contract = contract(file);
            for (SchemaObject table : contract.schema()) {
                tables.put(new TableName(PROJECT, contract.domain().replace('-', '_'), table.physicalName()), table);
            }
        }
        return tables;
    }
}
